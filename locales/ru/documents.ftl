# Register
document-title = Выданные документы
document-about = Реестр документов, выданных организацией
document-filters = Фильтр документов
document-search = Имя или номер документа
document-any-kind = Любой вид
document-any-state = Любое состояние
document-state = Состояние
document-valid = Действует
document-revoked = Отозван
document-from = С даты
document-until = По дату
document-date-example = Например: 20.11.2026
document-date-form = Напишите дату как 20.11.2026
document-date-year = Напишите год четырьмя цифрами
document-date-day = Такого дня нет в календаре
document-date-range = Напишите дату между 1900 и 2199 годами
document-date-order = Последний день не может быть раньше первого
document-caption = Выданные документы, сначала новые
document-number = Номер
document-number-of = № { $number }
document-issued = Дата выдачи
document-issued-by = Кто выдал
document-issuer = Организация
document-found =
    { $count ->
        [one] { $count } документ
        [few] { $count } документа
        [many] { $count } документов
       *[other] { $count } документа
    }
document-found-many = Больше { $count } документов. Уточните поиск.
document-none = Здесь будут выданные документы
document-none-text = Справка выдаётся со страницы обучающегося.
document-none-found = Такого документа нет
document-none-found-text = Проверьте написание или снимите фильтры.
document-language-kk = Казахский
document-language-ru = Русский
document-language-en = Английский

# One document
document-facts = Сведения
document-check = Проверка
document-check-about = По этому коду любой может проверить подлинность документа.
document-revoked-by = Отозван: { $who }, { $when }
document-no-file = Документ № { $name } отозван, его файл не выдаётся.
document-revoke = Отозвать
document-revoke-title = Отзыв документа
document-revoke-text = { $kind } № { $number }, { $name }. Вернуть силу документу будет нельзя.
document-revoke-loss-check = Страница проверки покажет, что документ отозван
document-revoke-loss-file = Файл документа больше нельзя будет скачать
document-revoke-keeps = Документ останется в реестре и в журнале.
document-revoke-ground-help = Например: ошибка в данных, взамен выдан № 2026-00013
document-revoke-ground-missing = Напишите основание отзыва
document-revoked-done = Документ № { $name } отозван.

# Mine
document-mine = Мои документы
document-mine-about = Документы, выданные о вас
document-mine-none = Здесь будут ваши документы
document-mine-none-text = Выданные справки можно скачать снова в любое время.
document-order = Получить: { $kind }

# On paper
document-check-alt = QR-код для проверки документа: { $address }
document-check-caption = Подлинность документа проверяется по QR-коду или по коду проверки на странице:
document-check-label = Код проверки:
document-check-note = Документ сформирован информационной системой. Документ, которого нет в реестре или который отозван, недействителен.

# Check
verify-title = Проверка документа
verify-about = Узнайте, подлинный ли документ, выданный организацией, и действует ли он
verify-by-code = Проверка по коду
verify-code = Код с документа
verify-code-help = Двенадцать знаков рядом с QR-кодом. Дефисы и большие буквы необязательны.
verify-do = Проверить
verify-no-code = Напишите код как на документе: двенадцать знаков
verify-unknown = Документа с таким кодом не выдавали. Проверьте код; если он верен, документ поддельный.
verify-by-file = Проверка по файлу
verify-file = Файл PDF
verify-file-help = До 20 МБ. Файл не сохраняется, он только сравнивается с выданными документами.
verify-file-do = Сравнить
verify-file-missing = Выберите файл
verify-file-same = Файл совпадает с документом № { $name }: он не изменён.
verify-file-unknown = Такого файла не выдавали: он изменён или сделан в другом месте. Бумажный документ проверьте по коду.
verify-found = Документ есть в реестре
verify-valid = Документ действует.
verify-valid-text = Он выдан организацией, указанной ниже, и не отозван.
verify-revoked = Документ отозван.
verify-revoked-text = Дата отзыва: { $date }.
verify-states = Запись в реестре
verify-compare = Сравните эти сведения с документом, который у вас в руках.
verify-another = Проверить другой документ

# Audit
act-document-issued = Документ выдан
act-document-revoked = Документ отозван
kind-document = Документ
field-document-kind = Вид
field-document-subject = О ком
field-document-language = Язык
