# Журнал действий: кто, когда, что сделал, и доказательство того, что запись не изменилась.

audit-title = Журнал действий
audit-caption = Действия в системе, последние сверху
audit-last-seal = Последняя пломба
audit-head = Вершина цепочки
audit-not-sealed = Опломбированных записей пока нет
audit-heads = Вершины цепочки
audit-heads-about = Храните этот файл отдельно от сервера: при сравнении с ним видно, если журнал обрезали или переписали.
audit-sheet-about = Отфильтрованный список, до 100 000 строк
audit-sheet-capped = В таблицу вошли только последние { $count } записей. Чтобы получить остальные, сузьте фильтр.

## Фильтры

audit-filters = Фильтры журнала
audit-search = Имя человека или название объекта
audit-any-act = Все действия
audit-any-kind = Все объекты
audit-from = С какого дня
audit-until = По какой день
audit-date-example = Например, 20.11.2026
audit-date-form = Напишите дату в виде 20.11.2026
audit-date-year = Напишите год четырьмя цифрами: 2026
audit-date-day = Такого дня нет в календаре
audit-date-range = Год должен быть от 1900 до 2199
audit-date-order = Последний день стоит раньше первого
audit-filter-person = Действовал: { $name }
audit-filter-object = Объект: { $name }
audit-found = { $count ->
    [one] { $count } запись
    [few] { $count } записи
    [many] { $count } записей
   *[other] { $count } записи
}
audit-found-more = Больше { $count } записей
audit-none-found = Таких записей не нашлось
audit-none-found-text = Снимите один из фильтров или расширьте промежуток дат.
audit-none = Журнал пока пуст
audit-none-text = Здесь записывается, кто, когда и что сделал в системе. Первая запись появится сама после первого действия.

## Запись

audit-act = Действие
audit-object = Объект
audit-kind = Вид объекта
audit-who = Кто
audit-role = Роль
audit-when = Когда
audit-ground = Основание
audit-ground-of = Основание: { $ground }
audit-no-ground = не указано
audit-origin = Откуда
audit-request = Номер запроса
audit-id = Номер записи
audit-nobody = Сама система
audit-what = Что произошло
audit-changes = Изменения
audit-field = Поле
audit-old = Было
audit-new = Стало
audit-empty-value = пусто
audit-secret = Изменено, значение не показывается
audit-changed-secret = { $field }: изменено
audit-more = Смотреть ещё
audit-of-object = Все действия с этим объектом
audit-of-person = Все действия этого человека

## Пломба

audit-proof = Пломба
audit-proof-unsealed = Ещё не опломбирована
audit-proof-unsealed-text = Запись только что сделана. Она будет опломбирована в течение секунды, откройте страницу снова чуть позже.
audit-proof-holds = Пломба цела
audit-proof-holds-text = Запись не менялась с тех пор, как её опломбировали: сходятся и корень пакета, и подпись.
audit-proof-broken = Пломба нарушена
audit-proof-broken-text = Запись не такая, какой её опломбировали. Проверьте весь журнал.
audit-proof-unclear = Пломба не найдена
audit-proof-unclear-text = Пакет этой записи не на месте. Проверьте весь журнал: проверка назовёт первое повреждённое место.
audit-position = Место в журнале
audit-batch = Пакет
audit-sealed-at = Опломбирован
audit-root = Корень пакета
audit-key = Открытый ключ
audit-key-since = с пакета { $batch }
audit-key-unknown = его нет среди доверенных ключей
audit-key-changed = Ключ менялся. После восстановления, переноса или добавления сервера это нормально. В другом случае выясните причину.

## Проверка

audit-check-title = Проверка журнала
audit-check-begin = Проверить журнал
audit-check-again = Проверить снова
audit-check-running = Проверяется
audit-check-interrupted = Прервана
audit-check-failed = Проверить не удалось
audit-check-bad = Есть повреждение
audit-check-whole = Всё цело
audit-check-begun = Начал(а) { $name }, { $when }
audit-check-running-text = Каждая запись сверяется со своей пломбой
audit-check-leave = Эту страницу можно закрыть, проверка не остановится. Её можно снова найти на странице журнала.
audit-check-interrupted-text = Сервер остановился во время проверки, поэтому итога нет. С журналом ничего не случилось. Начните проверку снова.
audit-check-failed-text = Проверка не дошла до конца, поэтому о журнале ничего сказать нельзя. Устраните причину, указанную ниже, и проверьте снова.
audit-check-whole-text = { $count ->
    [one] { $count } опломбированная запись осталась такой, какой была.
    [few] { $count } опломбированные записи остались такими, какими были.
    [many] { $count } опломбированных записей остались такими, какими были.
   *[other] { $count } опломбированной записи осталось такими, какими были.
}
audit-check-no-heads = Вершин цепочки вне базы данных не нашлось. Если журнал обрезали с конца или переписали целиком, эта проверка того не покажет.
audit-check-figures = Что проверено
audit-check-entries = Целых записей
audit-check-batches = Целых пакетов
audit-check-unsealed = Ещё не опломбировано
audit-check-heads = Внешних вершин
audit-first-bad = Первое повреждённое место
audit-missing = Недостаёт записей
audit-what-to-do = Что делать
audit-do-keep = Ничего не исправляйте. Снимите копию базы данных и файла audit-heads.jsonl и храните её отдельно.
audit-do-compare = Сравните журнал с вершинами, сохранёнными раньше в другом месте, командой oqu audit verify.
audit-do-find = Выясните, кто мог добраться до базы данных: через Oqu запись изменить нельзя, только в самой базе.
audit-do-restore = Восстановите резервную копию в другом месте и сравните повреждённое место.

audit-wrong-changed-title = Запись { $position } изменена
audit-wrong-changed-text = Запись не такая, какой её опломбировали: одно или несколько полей потом подменены.
audit-wrong-deleted-title = Запись { $position } удалена
audit-wrong-deleted-text = Запись была опломбирована, но в базе данных её больше нет.
audit-wrong-inserted-title = На место { $position } вставлена чужая запись
audit-wrong-inserted-text = Среди опломбированных записей потом появилась запись, которой нет ни в одном пакете.
audit-wrong-moved-title = Запись { $position } передвинута
audit-wrong-moved-text = Запись есть, но стоит не там, где её опломбировали.
audit-wrong-truncated-title = Журнал обрезан с конца
audit-wrong-truncated-text = Начиная с пакета { $batch } ничего нет. Внешние вершины о них знают, база данных нет. Возможно также, что базу вернули к старой копии.
audit-wrong-batch-missing-title = Пакета { $batch } нет
audit-wrong-batch-missing-text = Из середины цепочки удалён пакет. Он начинался с записи { $position }.
audit-wrong-batch-changed-title = Пакет { $batch } изменён
audit-wrong-batch-changed-text = Пакет не такой, каким его опломбировали. Его записям, начиная с записи { $position }, верить нельзя.
audit-wrong-chain-broken-title = Пакет { $batch } не продолжает цепочку
audit-wrong-chain-broken-text = Подпись верна, но пакет не следует из предыдущего: подменены его время или число записей. Он начинается с записи { $position }.
audit-wrong-signature-wrong-title = Подпись пакета { $batch } неверна
audit-wrong-signature-wrong-text = Пакет пересчитан, но не подписан ключом. Его записи, начиная с записи { $position }, могли быть изменены.
audit-wrong-key-unknown-title = Пакет { $batch } подписан чужим ключом
audit-wrong-key-unknown-text = Этого ключа нет в папке keys папки данных. Если добавили сервер или восстановили систему, сверьте открытый ключ и положите его туда. Иначе пакет, начиная с записи { $position }, написал кто-то другой.
audit-wrong-head-differs-title = Пакет { $batch } не такой, как сохранено вне базы
audit-wrong-head-differs-text = Вершина цепочки в базе данных не совпадает с внешней: журнал, начиная с записи { $position }, переписан или возвращён к прежнему состоянию.

## Действия с самим журналом

act-audit-exported = Журнал выгружен в файл
act-audit-check-started = Проверка журнала начата
act-audit-check-finished = Проверка журнала закончена
kind-audit = Журнал действий
kind-audit-check = Проверка журнала
field-result = Итог
