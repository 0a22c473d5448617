# Что стоит вокруг страницы, ошибки, общие части.

## Вокруг страницы

page-skip = К основному содержанию
page-portal = Разделы портала
page-home = Главная
page-today = Сегодня
page-language = Язык
page-theme = Цвет
page-theme-auto = Как на устройстве
page-theme-light = Светлый
page-theme-dark = Тёмный
page-view = Вид
page-view-plain = Обычный
page-view-contrast = Крупный, чёткий
page-to-plain = Вернуться к обычной версии
page-to-contrast = Версия для слабовидящих
page-search = Общий поиск
page-search-people = Найти человека
page-menu = { $name }: меню профиля
page-profile = Профиль
page-workspace = Рабочие места
page-workspace-of = Рабочее место: { $role }
page-account = Профиль и безопасность
page-sign-in = Войти
page-sign-out = Выйти
page-more = Ещё
page-parts = Разделы
page-way = Путь
page-footer = О портале
page-style = Образцы дизайна
page-demo = Демонстрация
page-demo-about = Организация и люди здесь вымышленные.
page-offline = Нет связи с сервером. Написанное остаётся на этой странице, попробуйте снова, когда связь вернётся.
page-failed = Это действие не выполнено. Попробуйте снова чуть позже.

## Страница не открылась: что случилось, что не потеряно, что делать дальше

failure-retry = Открыть страницу заново
failure-to-today = На страницу «Сегодня»
failure-to-home = На главную
failure-number = Если обратитесь за помощью, назовите этот код:

failure-not-found-title = Такой страницы нет
failure-not-found-text = Возможно, в адресе ошибка или страница переехала. Проверьте адрес или начните поиск со страницы ниже.
asset-missing = Такого файла нет: возможно, страница устарела. Откройте Oqu заново с главной страницы.
failure-forbidden-title = Эта страница закрыта для вашей роли
failure-forbidden-text = Её видят только сотрудники с нужным правом. Если у вас несколько ролей, выберите другую в меню профиля. Если страница нужна для работы, попросите доступ у администратора.
failure-sign-in-first-title = Сначала нужно войти
failure-sign-in-first-text = Ваш сеанс закончился, поэтому действие не выполнено. Всё сохранённое раньше на месте. Войдите и повторите действие.
failure-stale-title = Эта страница устарела
failure-stale-text = С тех пор как она была открыта, вы выходили или входили заново, поэтому форма не принята. Ничего не изменилось. Откройте страницу заново и повторите действие.
failure-bad-request-title = Не удалось понять запрос
failure-bad-request-text = Браузер прислал неполные или повреждённые данные. Ничего не изменилось. Откройте страницу заново и попробуйте ещё раз.
failure-method-title = Этот адрес открывается иначе
failure-method-text = К нему ведёт не ссылка, а кнопка на странице, или наоборот. Ничего не изменилось. Откройте нужную страницу и продолжите там.
failure-media-type-title = Такой вид данных не принимается
failure-media-type-text = Сервер ждёт по этому адресу только обычную форму. Ничего не изменилось. Откройте страницу заново и отправьте форму с неё.
failure-too-large-title = Отправлено слишком много данных
failure-too-large-text = Сервер не принимает такой объём, поэтому ничего не сохранено. Вернитесь на страницу и сократите текст.
failure-too-slow-title = Форма не дошла вовремя
failure-too-slow-text = Связь оказалась слишком медленной, и ничего не сохранено. Вернитесь назад, проверьте введённое и отправьте форму ещё раз, когда связь станет лучше.
failure-too-many-title = Немного подождите
failure-too-many-text = { $seconds ->
    [one] Действие повторялось слишком часто. Чтобы защитить учётные записи, сервер сделал паузу на { $seconds } секунду. Ничего не потеряно, потом попробуйте снова.
    [few] Действие повторялось слишком часто. Чтобы защитить учётные записи, сервер сделал паузу на { $seconds } секунды. Ничего не потеряно, потом попробуйте снова.
    [many] Действие повторялось слишком часто. Чтобы защитить учётные записи, сервер сделал паузу на { $seconds } секунд. Ничего не потеряно, потом попробуйте снова.
   *[other] Действие повторялось слишком часто. Чтобы защитить учётные записи, сервер сделал паузу на { $seconds } секунды. Ничего не потеряно, потом попробуйте снова.
}
failure-conflict-title = Эту запись уже изменил кто-то другой
failure-conflict-text = Ваше изменение не сохранено, а то, что записал другой человек, осталось как есть. Откройте страницу заново, посмотрите новое состояние и внесите изменение ещё раз.
failure-disk-full-title = На сервере не осталось места
failure-disk-full-text = Последнее действие не сохранено. Всё сохранённое раньше на месте, его можно читать. Сообщите администратору и повторите действие, когда место появится.
failure-unavailable-title = Сервер сейчас не может ответить
failure-unavailable-text = Связь с базой данных временно прервана. Ничего из сохранённого раньше не потеряно. Откройте страницу через минуту и проверьте, сохранилось ли последнее действие.
failure-internal-title = Это наша ошибка
failure-internal-text = Не удалось показать страницу. Ничего из сохранённого раньше не потеряно, ошибка записана в журнал. Попробуйте снова через минуту.

## Форма

form-errors = { $count ->
    [one] Нужно исправить { $count } место
    [few] Нужно исправить { $count } места
    [many] Нужно исправить { $count } мест
   *[other] Нужно исправить { $count } места
}
form-optional = необязательно
form-save = Сохранить
form-cancel = Отмена
form-too-long = { $most ->
    [one] Сократите текст до { $most } знака
    [few] Сократите текст до { $most } знаков
    [many] Сократите текст до { $most } знаков
   *[other] Сократите текст до { $most } знака
}
form-emoji = Уберите смайлики и картинки
form-not-of-name = Используйте только буквы, пробел, дефис и апостроф
form-invisible = В тексте есть невидимые знаки, наберите его вручную заново
form-draft-restored = Возвращён черновик от { $time }.
form-draft-discard = Убрать черновик
file-here = Перетащите файл сюда
file-choose = Выбрать файл
file-remove = Убрать: { $name }
file-large = { $name } больше допустимого размера.
file-units = Б КБ МБ ГБ
file-going = Загружается
file-there = Загружено
file-waits = Нет связи: продолжится, когда она появится
file-broken = Не загружено
file-pause = Приостановить: { $name }
file-go-on = Продолжить: { $name }
file-unfinished = Прошлая загрузка не закончена: чтобы продолжить, выберите тот же файл ещё раз.

## Действие, которое нельзя отменить

confirm-keep = Оставить как есть

## Долгая работа

job-progress = Ход работы
job-count = Готово { $done } из { $total }
job-seconds = осталось { $n } с
job-minutes = осталось { $n } мин
job-hours = осталось { $n } ч

## Список

list-pages = Страницы
list-first = В начало
list-before = Предыдущая страница
list-after = Следующая страница
list-filter = Отобрать
list-drop-filter = Снять отбор

## История, структура, диаграмма

history-empty = Пока ничего не записано.
tree-branches = { $name }: состав
chart-share = Доля
ledger-sum = { $used } из { $cap }
ledger-left = осталось { $left }
ledger-cap = предел: { $cap }

# Общее для всех разделов
form-change = Изменить
form-date = Напишите дату в виде 20.11.2026
form-date-help = Например, 31.01.2007
history-title = История
list-show = Показать
list-all = Весь список

## Страница образцов дизайна

style-title = Компоненты
style-about = Все страницы собраны из этих частей
style-outline = Список компонентов
style-colour-title = Цвет
style-colour-about = Бирюза означает действие, золото просит внимания. Красный только для потери и отказа. Цвет никогда не бывает единственным знаком: рядом слово или значок.
style-colour-paper = бумага
style-colour-sheet = лист
style-colour-sunk = углубление
style-colour-ink = чернила
style-colour-action = действие
style-colour-attention = внимание
style-colour-loss = потеря
style-colour-ramp = оттенок { $n }
style-type-title = Шрифт
style-type-about = Golos Text, переменный 400–700. Все 42 буквы казахского алфавита.
style-badge-title = Метка и пункт
style-badge-about = Называет состояние одним-двумя словами. Рядом пишется, кто и когда. Пункт показывает, на какое правило опирается решение.
style-badge-draft = Черновик
style-badge-review = На рассмотрении
style-badge-agreed = Согласовано
style-badge-sign = Ждёт подписи
style-badge-days = Осталось 2 рабочих дня
style-badge-refused = Отказано
style-badge-new = Новое
style-badge-open = Запись открыта
style-clause = Приказ № 137, пункт 12
style-button-title = Кнопка
style-button-about = На странице одно главное действие. То, чего нельзя отменить, обведено красным.
style-button-sign = Подписать
style-button-small = Малая
style-button-off = Недоступна
style-card-title = Карточка и числа
style-card-about = Отдельная вещь, которой тесно в списке. Карточки внутри карточки не бывает.
style-card-name = Мыслить данными
style-card-text = 8 недель, выдаётся сертификат.
style-card-credits = 4 кредита
style-card-facts = Сведения
style-fact-group = Группа
style-fact-adviser = Эдвайзер
style-figure-learners = Обучающиеся
style-figure-more = на 450 больше, чем год назад
style-figure-late = Просроченные заявления
style-figure-oldest = самое старое: 2 рабочих дня
style-agenda-title = Повестка дня
style-agenda-about = Время, что это, одно действие. Окрашено только то, что идёт сейчас.
style-agenda-now = Сейчас
style-agenda-later = Сегодня
style-agenda-lesson-kind = Прямое занятие началось
style-agenda-lesson = Системы баз данных
style-agenda-lesson-about = Сауле Муканова, онлайн-комната 3
style-agenda-minutes = 50 мин
style-agenda-join = Войти в комнату
style-agenda-work-kind = Сдать сегодня
style-agenda-work = СРС 5. Раскраска графов
style-agenda-work-about = Дискретная математика
style-agenda-hours = осталось 14 ч
style-agenda-hand-in = Сдать
style-table-title = Таблица, отбор, страницы
style-table-about = Отбор стоит в адресе, каждое условие снимается отдельно. В тесноте строка становится карточкой.
style-table-filters = Отбор заявлений
style-table-caption = Пример таблицы
style-table-name = Имя и фамилия
style-table-unit = Факультет
style-table-any-unit = Все факультеты
style-table-applicant = Заявитель
style-table-ground = Основание
style-table-term = Срок
style-table-state = Состояние
style-table-mobility = Академическая мобильность
style-table-needs = Особые образовательные потребности
style-table-late = просрочено на 2 рабочих дня
style-table-overdue = Просроченные
style-table-found = 63 заявления
style-form-title = Форма
style-form-about = Один столбец, название над полем. Ошибки собраны сверху ссылками, и каждая стоит рядом со своим полем.
style-form-send = Подать заявление
style-field-city = Принимающий университет
style-field-until = Дата окончания
style-field-until-help = Например, 31.01.2027
style-field-until-wrong = Напишите дату окончания
style-field-unit = Факультет
style-field-unit-none = Выберите
style-field-unit-it = Информационные технологии
style-field-unit-wrong = Выберите факультет
style-field-format = Формат обучения
style-field-mixed = Смешанный
style-field-mixed-help = экзамен в университете
style-field-full = Полностью дистанционно
style-field-full-help = экзамен с прокторингом
style-field-days = Удобные дни
style-field-saturday = Суббота
style-field-sunday = Воскресенье
style-field-note = Примечание
style-field-code = Код подтверждения
style-field-agree = С правилами ознакомлен(а)
style-file-title = Файлы
style-file-about = Перетаскиванием, выбором или камерой. Без скриптов остаётся обычным полем.
style-file-label = Подтверждающие документы
style-file-help = PDF, JPG, DOCX, до 50 МБ
style-dialog-title = Окно
style-dialog-about = Только для того, чего нельзя отменить. Называет, что пропадёт, и спрашивает один раз. Без скриптов тот же вопрос стоит на своей странице.
style-delete = Удалить черновик
style-delete-title = Удаление черновика заявления
style-delete-text = Удалённый черновик нельзя вернуть. Пропадёт всё это:
style-delete-fields = 7 заполненных полей
style-delete-files = 2 файла
style-nav-title = Вкладки и дерево
style-nav-about = Вкладки ведут по частям одной вещи, у каждой свой адрес. Дерево открывается без скриптов: название ведёт на страницу, стрелка открывает ветви.
style-tab-content = Содержание
style-tab-grades = Мои оценки
style-tab-forum = Форум
style-tree-label = Пример структуры
style-tree-faculty = Факультет информационных технологий
style-tree-department = Кафедра компьютерной инженерии
style-tree-programme = 6B06102 Информационные системы
style-tree-mathematics = Кафедра прикладной математики
style-tree-people = 24 человека
style-empty-title = Пустое место
style-empty-about = Говорит, что здесь будет, и предлагает первый шаг.
style-empty-name = Здесь соберутся заявления
style-empty-text = Если попросите перевод на дистанционное обучение или академический отпуск, здесь будут видны состояние и срок.
style-empty-step = Подать заявление
style-history-title = Хронология
style-history-about = Кто, когда, что сделал.
style-history-came = Поступило заявление
style-history-changed = Срок изменён
style-history-detail = 20 ноября → 27 ноября
style-history-office = офис регистратора
style-chart-title = Кольцо, шкала, диаграмма
style-chart-about = Рисунок строится на сервере, числа стоят рядом.
style-chart-percent = { $n } %
style-chart-ledger = Кредиты, осваиваемые дистанционно
style-chart-earned = освоено
style-chart-now = этот семестр
style-chart-planned = план
style-chart-grades = Распределение оценок
style-chart-grade = Оценка
style-chart-learners = Обучающиеся
style-job-title = Долгая работа
style-job-about = Сколько готово, сколько времени осталось. Страницу можно закрыть, работа не остановится.
style-job-text = Курсы переносятся
style-flash-title = Сообщение
style-flash-about = Стоит вверху страницы. Короткое подтверждение появляется с краю.
style-flash-done = Заявление отправлено. Ответ придёт до 27 ноября, это 5 рабочих дней.
style-flash-attention = Запись на дисциплины закроется 1 декабря.
style-flash-loss = В файле найден вирус, он не принят.
style-flash-toast = Запись сохранена
style-flash-undo = Вернуть
style-refusal-title = Отказ
style-refusal-about = Чего нельзя, почему, какой пункт, что можно сделать. Всегда все четыре вместе.
style-refusal-name = Будет превышен предел кредитов
style-refusal-text = С этой дисциплиной дистанционно освоенных кредитов станет 66.
style-refusal-rule = Требует правило
style-refusal-rule-value = не больше 60
style-refusal-yours = У вас будет
style-refusal-yours-value = 66 кредитов
style-refusal-way = Выбрать дисциплину в традиционном формате
style-refusal-way-text = Та же дисциплина идёт днём в группе ИС-22, есть 4 места.
style-refusal-change = Поменять
style-failure-title = Страницы сбоев
style-failure-about = Если страница не открылась, сказано, что произошло, что сохранено и куда идти дальше. Каждую можно открыть.
style-exam-title = Экзамен: палитра, сохранение, связь
style-exam-about = Ничего не мигает. «Сохранено» говорится только после записи на диск.
style-exam-palette = Пример палитры вопросов
style-exam-question-saved = сохранён
style-exam-question-blank = без ответа
style-exam-saved = сохранено 14/14
style-exam-sending = сохранено 14/15, отправляется
style-exam-broken = Связь прервана. Продолжайте, ответы хранятся на этом устройстве.

## От имени другого человека

acting-label = От имени другого человека
acting-banner = { $behind }, вы работаете от имени: { $name }. Сеанс закончится через полчаса, каждое действие пишется в журнал под двумя именами.
acting-return = Вернуться к себе
