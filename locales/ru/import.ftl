# Импорт из файла
import-title = Импорт людей из файла
import-about = Список проверяется; пока вы не подтвердите, ничего не записывается
import-open = Импорт из файла
import-read = Прочитать файл
import-begun = Последние импорты
import-aside = Шаблон и выгрузка
import-template = Шаблон
import-template-text = Таблица с готовыми столбцами; на втором листе — пояснения. Файл upload_users.csv из Moodle тоже подходит.
import-template-take = Скачать шаблон
import-template-file = шаблон-люди
import-export-text = Все люди системы в том же виде: можно исправить и загрузить снова.
import-export-take = Скачать список людей
import-file = Файл со списком
import-file-help = XLSX или CSV, до 20 МБ и до 50 000 строк
import-file-missing = Выберите файл
import-file-empty = Файл пуст. Нужен файл, где в первой строке названия столбцов, а ниже люди
import-file-headings-only = В файле только названия столбцов. Добавьте людей и выберите файл снова
import-file-old-excel = Это файл старого Excel или файл под паролем. Откройте его в Excel и сохраните как XLSX без пароля
import-file-other-kind = Это не таблица. Выберите файл XLSX или CSV
import-file-bomb = При распаковке файл становится слишком большим, поэтому он не читается. Скопируйте только список людей в новую таблицу
import-file-damaged = Файл повреждён или неполон. Откройте его в Excel и сохраните заново
import-file-many-rows = В файле больше 50 000 строк. Разделите список на несколько файлов
import-file-many-columns = В файле больше 100 столбцов. Удалите лишние и выберите файл снова
import-file-large = Файл больше 20 МБ. Разделите список на несколько файлов
import-rows =
    { $count ->
        [one] { $count } строка
        [few] { $count } строки
        [many] { $count } строк
       *[other] { $count } строки
    }
import-state-columns = выбор столбцов
import-state-preview = ждёт подтверждения
import-state-running = записывается
import-state-done = записано
import-remove = Удалить файл
import-removed = Файл удалён, ничего не записано.
import-note-sheets =
    { $count ->
        [one] Прочитан лист «{ $sheet }»; ещё { $count } лист не прочитан.
        [few] Прочитан лист «{ $sheet }»; ещё { $count } листа не прочитаны.
        [many] Прочитан лист «{ $sheet }»; ещё { $count } листов не прочитаны.
       *[other] Прочитан лист «{ $sheet }»; ещё { $count } листа не прочитаны.
    }
import-note-hidden =
    { $count ->
        [one] В файле скрыта { $count } строка: она тоже прочитана.
        [few] В файле скрыты { $count } строки: они тоже прочитаны.
        [many] В файле скрыто { $count } строк: они тоже прочитаны.
       *[other] В файле скрыто { $count } строки: они тоже прочитаны.
    }
import-note-passwords = Пароли из файла не берутся: люди добавляются без паролей.

# Столбцы
import-columns-title = Проверка столбцов
import-columns-about = Что стоит в каждом столбце, понято по заголовкам. Если неверно, исправьте: для таких же файлов выбор запомнится.
import-columns-heading = Заголовок в файле
import-columns-examples = Примеры
import-columns-holds = Что в нём
import-columns-no-heading = без заголовка
import-columns-choose = Что в столбце «{ $heading }»
import-columns-go = Проверить строки
import-columns-again = Вернуться к столбцам
import-columns-no-name = Укажите столбцы с фамилией и именем (или один столбец с полным именем)
import-columns-twice = «{ $column }» указано в двух столбцах. Оставьте один
import-column-nothing = Не берётся
import-column-full-name = Фамилия, имя, отчество
import-column-group = Группа
import-column-number = Номер в Oqu
import-column = Столбец

# Предварительный просмотр
import-preview-title = Что получится
import-preview-about = Пока ничего не записано
import-counts = Количество строк
import-filter = Отбор строк
import-all = Все
import-told = Предупреждения
import-kind-new = Новые
import-kind-changed = Изменятся
import-kind-same = Без изменений
import-kind-undecided = Есть вопрос
import-kind-wrong = С ошибками
import-kind-wrong-note = нужно исправить
import-kind-undecided-note = тот же человек?
import-row = Строка
import-becomes = Что будет
import-remarks = Замечания
import-changes = Изменится: { $fields }
import-same = Тот же человек
import-other = Другой человек
import-all-same = Все — те же люди
import-all-other = Все — другие люди
import-none = Таких строк нет
import-none-text = Выберите другой отбор.
import-idle = Записывать нечего: все люди уже записаны так или строки нужно исправить.
import-left-out =
    { $count ->
        [one] { $count } строка не будет взята: исправьте ошибку или ответьте на вопрос; файл можно загрузить снова.
        [few] { $count } строки не будут взяты: исправьте ошибки или ответьте на вопросы; файл можно загрузить снова.
        [many] { $count } строк не будут взяты: исправьте ошибки или ответьте на вопросы; файл можно загрузить снова.
       *[other] { $count } строки не будут взяты: исправьте ошибки или ответьте на вопросы; файл можно загрузить снова.
    }
import-confirm =
    { $count ->
        [one] Записать { $count } человека
        [few] Записать { $count } человек
        [many] Записать { $count } человек
       *[other] Записать { $count } человека
    }
import-problems-take = Скачать замечания
import-replace = Исправленный файл
import-replace-text = Исправьте файл на компьютере и загрузите вместо этого. Если заголовки те же, о столбцах больше не спросят.
import-replace-do = Заменить файл
import-problems = Замечания
import-problems-file = замечания
import-problem = Вид
import-problem-wrong = ошибка
import-problem-told = предупреждение
import-what-to-do = Что сделать

# Результат
import-running-title = Люди записываются
import-running-about = Страницу можно закрыть: работа не остановится
import-written-title = Результат импорта
import-to-people = К людям
import-outcome = Результат
import-outcomes = Результат
import-outcomes-file = результат-импорта
import-outcome-added = Добавлены
import-outcome-changed = Изменены
import-outcome-same = Без изменений
import-outcome-skipped = Пропущены
import-outcome-failed = Не записаны

# Ячейки и строки
import-cell-formula = Формула не вычислена. Откройте файл в Excel и сохраните
import-cell-error = В ячейке ошибка (вроде #Н/Д). Напишите значение
import-cell-long = Текст слишком длинный. Проверьте, закрыты ли кавычки
import-group-unknown = Открытой группы «{ $code }» нет. Проверьте шифр или сначала откройте группу
import-group-without-role = Группа указывается только для обучающегося, эдвайзера и тьютора. Проверьте роль
import-number-unknown = Человека с таким номером нет. Очистите ячейку или проверьте номер
import-role-unknown = Роли «{ $role }» нет. Роли перечислены в пояснениях шаблона
import-role-forbidden = Роль «{ $role }» даёт только администратор. Очистите ячейку или передайте файл администратору
import-iin-restored = Восстановлены нули в начале ИИН: { $iin }. Сверьте с документом
import-iin-shortened = Таблица сократила ИИН (6,12E+10). Задайте столбцу текстовый формат и впишите ИИН заново
import-iin-differs = ИИН, похоже, не соответствует дате рождения или полу. Это может быть верно: сверьте с документом
import-date-number = Число прочитано как дата: { $date }
import-full-name-short = Напишите и фамилию, и имя
import-sex-wrong = Напишите пол: «мужской» или «женский»
import-row-administrator = Это администратор. Его данные меняет только администратор
import-row-of-another = Это значение уже у другого человека: { $name }. Проверьте строку
import-row-other-name = Это значение здесь записано у человека { $name }: не совпадают ни фамилия, ни имя
import-row-other-iin = Это значение у человека с другим ИИН: { $name }. Проверьте ИИН
import-row-several-alike = Есть несколько людей с таким именем и датой рождения. Впишите ИИН
import-row-double = Этот человек уже в строке { $row }. Удалите одну из строк
import-row-undecided = Такой человек есть; не решено, тот же ли это

# Пояснения шаблона
import-sheet-people = Люди
import-sheet-explanations = Пояснения
import-sheet-column = Столбец
import-sheet-needed = Обязательно
import-sheet-help = Как заполнять
import-sheet-yes = да
import-help-full-name = Фамилия, имя и, если есть, отчество через пробел
import-help-surname = Как в документе
import-help-given = Как в документе
import-help-patronymic = Если в документе нет, оставьте пустым
import-help-iin = 12 цифр. У иностранца может не быть. По нему узнают человека
import-help-birth-date = День, месяц, год: 11.12.2006
import-help-sex = мужской или женский
import-help-citizenship = Название страны или код из двух букв: Казахстан, KZ. Пусто — Казахстан
import-help-email = a.akhmetova@example.kz. У двух людей не бывает одинаковой
import-help-phone = +7 701 234 56 78; иностранный номер тоже с +
import-help-login = Латинские буквы, цифры, точка, дефис; 3–40 знаков
import-help-external-number = Номер в другой системе. По нему узнают человека
import-help-languages = Через запятую: казахский, русский, английский
import-help-special-needs = Что нужно обеспечить в учёбе. Это видят только те, кому можно
import-help-role = Название роли: обучающийся. Несколько — через точку с запятой: «тьютор: ИС-22; преподаватель». Роли, кроме обучающегося, даёт только администратор
import-help-group = Шифр открытой группы: ИС-22. Если роль пуста, человек станет обучающимся этой группы
import-help-number = Номер в системе; стоит в выгруженном списке. Для нового человека оставьте пустым

# Журнал и работы
kind-import = Файл импорта
act-people-imported = Люди загружены из файла
field-import-added = Добавлено
field-import-changed = Изменено
field-import-same = Без изменений
field-import-failed = Не записано
field-import-skipped = Пропущено
job-kind-people-import = Импорт людей из файла
job-kind-people-forget-imports = Удаление старых файлов импорта
job-schedule-forget-imports = Удаление старых файлов импорта
