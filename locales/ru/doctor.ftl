# Проверка программы: что найдено и что делать. oqu doctor и страница системы говорят одно.

doctor-machine = { $text }
doctor-not-yet = { $path } ещё нет
doctor-owner-only = { $path } доступен только владельцу
doctor-made-by-serve = Её создаёт oqu serve.
doctor-settings-found = данные { $data }, база данных { $database }
doctor-settings-todo = Исправьте настройку.
doctor-data-open = другие пользователи машины могут смотреть в { $path } ({ $rights })
doctor-data-todo = Её создаёт oqu serve; другую укажите через --data.
doctor-key-open = { $path } могут прочитать другие ({ $rights })
doctor-keys-todo = Его создаёт oqu serve; после восстановления верните старый, чтобы продолжить с ним.
doctor-disk-unknown = узнать свободное место не удалось
doctor-disk-free = свободно { $megabytes } МБ
doctor-disk-full-todo = Освободите место: на полный диск ничего не сохранить.
doctor-disk-little-todo = Вскоре освободите место.
doctor-clock-behind = часы машины отстали на годы
doctor-clock-behind-todo = Поставьте часы и включите NTP.
doctor-clock-here = здесь сейчас { $time }
doctor-clock-zone-todo = С 1 марта 2024 года весь Казахстан живёт по UTC+5; настройка zone говорит иное.
doctor-address-found = слушает { $listen }, известна как { $url }
doctor-address-proxy-todo = Пусть прокси работает по HTTPS, задайте public_url вида https://…
doctor-address-open-todo = Пароли идут открыто: поставьте перед Oqu прокси с HTTPS и задайте public_url вида https://…
doctor-clamd-answers = { $clamd } отвечает
doctor-clamd-silent = { $clamd } не отвечает: { $why }
doctor-clamd-accept-todo = Пока он молчит, файлы принимаются без проверки.
doctor-clamd-refuse-todo = Запустите его, иначе файлы не принимаются (настройка clamd).
doctor-ulimit-none = число открытых файлов не ограничено
doctor-ulimit-todo = Разрешите 65536: LimitNOFILE в юните systemd или ulimit -n.
doctor-backup-none = из этой папки резервных копий не делали
doctor-backup-todo = Назначьте час ежедневной копии на странице /administration/backups или повторяйте каждый день oqu backup ФАЙЛ.
doctor-database-none = базы данных { $path } ещё нет
doctor-database-todo = Посмотрите её журнал.
doctor-file-whole = база данных цела
doctor-file-todo = Остановите Oqu и восстановите последнюю копию в новую папку: oqu restore ФАЙЛ --data НОВАЯ
doctor-migrations-taken = все внесены
doctor-migrations-todo = Сделайте резервную копию, затем oqu migrate или oqu serve.
doctor-sealer-ok = в журнале нет записей, ждущих печати
doctor-sealer-lag = последние записи журнала ждут печати { $seconds } с
doctor-sealer-todo = Печать ставится, пока Oqu работает; если работает, посмотрите её журнал.
doctor-sealer-strange = печать журнала поставлена ключом, которому этот узел не доверяет: { $key }
doctor-sealer-strange-todo = Скопируйте папку keys с другого узла (docs/nodes.md). Если ключ утрачен навсегда, запишите его в keys/former.pub.
doctor-heads-none = пока ни одной
doctor-heads-none-todo = Он пишется, когда на первую запись журнала ставится печать.
doctor-heads-odd = последняя строка не голова цепочки
doctor-heads-agree = база данных согласна на пакете { $number }
doctor-heads-differ = в базе нет головы пакета { $number }: её вернули назад, обрезали или изменили
doctor-heads-todo = Запустите oqu audit verify.
doctor-secrets-none = запечатанных секретов пока нет
doctor-secrets-todo = Верните прежний secrets.key; иначе этим людям надо снять второй шаг: oqu user reset LOGIN --factors
doctor-jobs-none = нет работ, ждущих решения
doctor-jobs-todo = Начните их заново или отмените на странице фоновых работ в разделе «Администрирование».
doctor-files-whole = { $count } в { $store }, { $megabytes } МБ, из них прочитано { $read } МБ
doctor-files-broken = нет { $missing }, повреждено { $damaged } из { $count } в { $store }, например { $names }
doctor-files-todo = Верните их из резервной копии: каждый лежит там в files/ под этим именем.
doctor-files-place-todo = Проверьте, верна ли настройка files и читается ли это место.
doctor-store-answers = { $store } отвечает
doctor-store-silent = { $store } не отвечает: { $why }
doctor-store-todo = Проверьте, работает ли хранилище, верны ли s3_endpoint, s3_key и секрет и разрешено ли ключу читать, писать, удалять и перечислять.
doctor-mail-none = почтовый сервер не задан: письма восстановления пароля и приглашения ждут
doctor-mail-none-todo = Запишите в oqu.toml mail = "smtps://USER:PASSWORD@HOST:465".
doctor-mail-found = { $server }, отправитель { $from }
doctor-mail-refused = { $server }, отправитель { $from }: { $why }
doctor-mail-refused-todo = Проверьте хост, порт, имя и пароль в настройке mail и брандмауэр.
doctor-mail-url-todo = Ссылки в письмах ведут на http://localhost: задайте public_url, адрес, который набирают люди.
doctor-mail-from-todo = Задайте mail_from: адрес, который разрешает почтовый сервер.
doctor-state-ok = в порядке
doctor-state-attention = замечание
doctor-state-fail = не пройдена
doctor-name-settings = Настройки
doctor-name-data = Папка данных
doctor-name-keys = Ключ журнала
doctor-name-disk = Место на диске
doctor-name-clock = Часы
doctor-name-address = Адрес
doctor-name-ulimit = Предел открытых файлов
doctor-name-backup = Резервная копия
doctor-name-clamd = Проверка на вирусы
doctor-name-database = База данных
doctor-name-migrations = Изменения базы
doctor-name-sealer = Печать журнала
doctor-name-heads = Цепочка журнала
doctor-name-secrets = Ключ секретов
doctor-name-jobs = Фоновые работы
doctor-name-file = Файл базы данных
doctor-name-mail = Почтовый сервер
doctor-name-files = Загруженные файлы
doctor-name-store = Хранилище файлов

doctor-ulimit-found = { $count ->
    [one] не больше { $count } открытого файла
    [few] не больше { $count } открытых файлов
    [many] не больше { $count } открытых файлов
   *[other] не больше { $count } открытого файла
}
doctor-backup-days = { $count ->
    [one] последняя сделана { $count } день назад
    [few] последняя сделана { $count } дня назад
    [many] последняя сделана { $count } дней назад
   *[other] последняя сделана { $count } дня назад
}
doctor-backup-failed = { $count ->
    [one] последняя не удалась, полная сделана { $count } день назад
    [few] последняя не удалась, полная сделана { $count } дня назад
    [many] последняя не удалась, полная сделана { $count } дней назад
   *[other] последняя не удалась, полная сделана { $count } дня назад
}
doctor-migrations-wait = { $count ->
    [one] { $count } ещё не внесено
    [few] { $count } ещё не внесены
    [many] { $count } ещё не внесены
   *[other] { $count } ещё не внесены
}
doctor-secrets-lost = { $count ->
    [one] { $path } нет, а им запечатан { $count } секрет: коды приложений не принимаются
    [few] { $path } нет, а им запечатаны { $count } секрета: коды приложений не принимаются
    [many] { $path } нет, а им запечатано { $count } секретов: коды приложений не принимаются
   *[other] { $path } нет, а им запечатаны { $count } секрета: коды приложений не принимаются
}
doctor-jobs-dead = { $count ->
    [one] { $count } работа ждёт решения
    [few] { $count } работы ждут решения
    [many] { $count } работ ждут решения
   *[other] { $count } работы ждут решения
}
