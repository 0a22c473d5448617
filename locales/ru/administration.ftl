# Комнаты администратора: как стоит вся программа и чем она управляется.

administration-title = Администрирование

## Карточки комнат

administration-card-jobs = Фоновые работы
administration-about-jobs = Очередь, расписание и работы, которые не выполнились
administration-card-mail = Почта
administration-about-mail = Отправленные и ожидающие письма, пробное письмо
administration-card-system = Состояние системы
administration-about-system = Версии, база данных, диск, медленные запросы и итоги проверки
administration-card-backup = Резервная копия
administration-about-backup = Когда сделана последняя копия и чем это кончилось
administration-card-audit = Журнал действий
administration-about-audit = Кто, что и когда изменил, целость цепочки
administration-card-tokens = Токены API
administration-about-tokens = Чем другие программы читают и пишут данные
administration-card-settings = Настройки
administration-about-settings = Адрес, языки, сроки сеанса, предел файлов, требования ко входу
administration-settings-changed = Изменённых настроек

administration-dead = Ждут решения
administration-waiting = В очереди
administration-running = Выполняются
administration-mail-server = Почтовый сервер
administration-mail-none = не настроен
administration-mail-failed = Не отправлено писем
administration-disk-left = Свободно на диске
administration-disk-little = освободите место
administration-failing = Проверок не пройдено
administration-noticed = Замечаний проверки
administration-last-backup = Последняя резервная копия
administration-backup-none = ещё не было
administration-backup-failed = не удалась
administration-unsealed = Записей без печати
administration-protected-roles = Ролей с обязательным вторым шагом
administration-tokens-valid = Действуют
administration-tokens-ending = Кончаются за две недели
administration-unknown = неизвестно

## Страница системы

administration-figures = Система в числах
administration-aside = Программа, хранение, очередь, резервная копия
administration-look = Прочитать и проверить всё
administration-reading = База и файлы читаются
administration-reading-begun = Проверка началась. Когда база и все файлы будут прочитаны, итог появится на этой странице
administration-checks = Проверка
administration-checks-thorough = Проверка с полным чтением
administration-sessions = Открытых сеансов
administration-program = Программа
administration-version = Версия Oqu
administration-engine = Система базы данных
administration-since = Работает с
administration-process = Этот процесс
administration-memory = Память
administration-cpu = Время процессора
administration-storage = Хранение
administration-data = Папка данных
administration-database = База данных
administration-database-size = Размер базы
administration-files = Место файлов
administration-files-count = Файлов
administration-files-size = Размер файлов
administration-line = Очередь
administration-oldest = Дольше всех ждёт с
administration-nobody-waits = никто не ждёт
administration-workers = Процессы, которые сейчас работают
administration-slow = Запросы, занявшие больше всего времени
administration-slow-about = С запуска программы. Точно измеряется каждый шестнадцатый запрос; те, что дольше 8 мс, учтены все.
administration-slow-statement = Запрос
administration-slow-list = список с отбором
administration-slow-runs = Раз
administration-slow-mean = В среднем
administration-slow-longest = Дольше всего
administration-slow-total = Всего
administration-steps-all = Показать все ({ $count })
administration-steps = Изменения, внесённые в базу
administration-step = Шаг
administration-step-about = Что делает
administration-step-when = Внесён
administration-backup-none-text = Из этой папки резервных копий ещё не делали. Сделайте её на странице «Резервные копии».
administration-backup-when = Начата
administration-backup-outcome = Итог
administration-backup-whole = сделана полностью
administration-backup-lost = { $count ->
    [one] { $count } файл повреждён или отсутствует
    [few] { $count } файла повреждены или отсутствуют
    [many] { $count } файлов повреждены или отсутствуют
   *[other] { $count } файла повреждены или отсутствуют
}
administration-backup-file = Файл
administration-backup-size = Размер
administration-backup-rows = Строк
administration-backup-files = Файлов
administration-backup-took = Длилась

administration-micros = { $amount } мкс
administration-millis = { $amount } мс
administration-seconds = { $amount } с

## Что пишется в журнал

act-system-checked = Начата полная проверка базы и файлов
kind-system = Система
