# Бағдарламаның күйін тексеру: не табылды, не істеу керек. oqu doctor мен жүйе беті бірдей сөйлейді.

doctor-machine = { $text }
doctor-not-yet = { $path } әлі жоқ
doctor-owner-only = { $path } тек иесіне ашық
doctor-made-by-serve = Оны oqu serve жасайды.
doctor-settings-found = деректер { $data }, дерекқор { $database }
doctor-settings-todo = Баптауды түзетіңіз.
doctor-data-open = машинаның басқа пайдаланушылары { $path } ішін көре алады ({ $rights })
doctor-data-todo = Оны oqu serve жасайды; басқасын --data арқылы көрсетіңіз.
doctor-key-open = { $path } файлын басқалар оқи алады ({ $rights })
doctor-keys-todo = Оны oqu serve жасайды; қалпына келтіруден кейін жалғастыру үшін ескісін орнына қойыңыз.
doctor-disk-unknown = бос орнын білу мүмкін болмады
doctor-disk-free = { $megabytes } МБ бос
doctor-disk-full-todo = Орын босатыңыз: толған дискке ештеңе сақталмайды.
doctor-disk-little-todo = Көп кешікпей орын босатыңыз.
doctor-clock-behind = машинаның сағаты жылдап артта
doctor-clock-behind-todo = Сағатты түзеп, NTP қосыңыз.
doctor-clock-here = мұнда уақыт { $time }
doctor-clock-zone-todo = 2024 жылғы 1 наурыздан бері бүкіл Қазақстан UTC+5 уақытында; zone баптауы басқаша айтып тұр.
doctor-address-found = { $listen } тыңдайды, сыртқа { $url } деп белгілі
doctor-address-proxy-todo = Прокси HTTPS арқылы жұмыс істесін, public_url мәнін https://… етіңіз.
doctor-address-open-todo = Құпиясөздер ашық жүреді: Oqu алдына HTTPS проксиін қойып, public_url мәнін https://… етіңіз.
doctor-clamd-answers = { $clamd } жауап береді
doctor-clamd-silent = { $clamd } жауап бермейді: { $why }
doctor-clamd-accept-todo = Ол жауап бергенше файлдар тексерусіз қабылданады.
doctor-clamd-refuse-todo = Оны қосыңыз, әйтпесе файл жүктелмейді (clamd баптауы).
doctor-ulimit-none = ашық файл саны шектелмеген
doctor-ulimit-todo = 65536 файлға рұқсат беріңіз: systemd бірлігінде LimitNOFILE не ulimit -n.
doctor-backup-none = бұл бумадан сақтық көшірме жасалмаған
doctor-backup-todo = /administration/backups бетінде күнделікті көшірменің сағатын белгілеңіз не oqu backup ФАЙЛ бұйрығын күн сайын қайталаңыз.
doctor-database-none = { $path } орнында дерекқор әлі жоқ
doctor-database-todo = Оның журналын қараңыз.
doctor-file-whole = дерекқор бүтін
doctor-file-todo = Oqu-ды тоқтатып, соңғы көшірмені жаңа бумаға қалпына келтіріңіз: oqu restore ФАЙЛ --data ЖАҢА
doctor-migrations-taken = бәрі енгізілген
doctor-migrations-todo = Сақтық көшірме жасап, oqu migrate не oqu serve жіберіңіз.
doctor-sealer-ok = журналда мөр күткен жазба жоқ
doctor-sealer-lag = журналдың соңғы жазбалары мөрді { $seconds } с күтіп тұр
doctor-sealer-todo = Мөр Oqu жұмыс істеп тұрғанда басылады; жұмыс істеп тұрса, оның журналын қараңыз.
doctor-sealer-strange = журналды осы түйін сенбейтін кілт мөрледі: { $key }
doctor-sealer-strange-todo = keys қалтасын басқа түйіннен көшіріңіз (docs/nodes.md). Кілт біржола жоғалса, оны keys/former.pub файлына жазыңыз.
doctor-heads-none = әлі бірде-біреуі жоқ
doctor-heads-none-todo = Ол журналдың алғашқы жазбасына мөр басылғанда жазылады.
doctor-heads-odd = соңғы жолы тізбек басы емес
doctor-heads-agree = дерекқор { $number }-топтамада сәйкес
doctor-heads-differ = дерекқорда { $number }-топтаманың басы жоқ: ол кейінге шегерілген, кесілген не өзгертілген
doctor-heads-todo = oqu audit verify бұйрығын жіберіңіз.
doctor-secrets-none = мөрленген құпия әлі жоқ
doctor-secrets-todo = Бұрынғы secrets.key файлын орнына қойыңыз; әйтпесе бұл адамдардың екінші қадамын алып тастау керек: oqu user reset LOGIN --factors
doctor-jobs-none = шешім күткен жұмыс жоқ
doctor-jobs-todo = Оларды «Әкімшілік» бөліміндегі фондық жұмыстар бетінде қайта бастаңыз не доғарыңыз.
doctor-files-whole = { $store } ішінде { $count }, { $megabytes } МБ, соның { $read } МБ оқылды
doctor-files-broken = { $store } ішіндегі { $count } файлдың { $missing } жоқ, { $damaged } бүлінген, мысалы { $names }
doctor-files-todo = Оларды сақтық көшірмеден қайтарыңыз: әрқайсысы files/ ішінде осы атпен тұр.
doctor-files-place-todo = files баптауы дұрыс па, орны оқыла ма, қараңыз.
doctor-store-answers = { $store } жауап береді
doctor-store-silent = { $store } жауап бермейді: { $why }
doctor-store-todo = Қойма істеп тұр ма, s3_endpoint, s3_key және құпиясы дұрыс па, кілтке оқу, жазу, өшіру және тізімдеу рұқсат етілген бе, қараңыз.
doctor-mail-none = пошта сервері көрсетілмеген: құпиясөзді қалпына келтіру мен шақыру хаттары күтіп тұр
doctor-mail-none-todo = oqu.toml файлына mail = "smtps://USER:PASSWORD@HOST:465" деп жазыңыз.
doctor-mail-found = { $server }, жіберуші { $from }
doctor-mail-refused = { $server }, жіберуші { $from }: { $why }
doctor-mail-refused-todo = mail баптауындағы хост, порт, логин мен құпиясөзді және брандмауэрді тексеріңіз.
doctor-mail-url-todo = Хаттағы сілтемелер http://localhost мекенжайына апарады: public_url баптауына адамдар теретін мекенжайды жазыңыз.
doctor-mail-from-todo = mail_from баптауына пошта сервері рұқсат ететін мекенжайды жазыңыз.
doctor-state-ok = дұрыс
doctor-state-attention = назар аударыңыз
doctor-state-fail = өтпеді
doctor-name-settings = Баптаулар
doctor-name-data = Деректер бумасы
doctor-name-keys = Журнал кілті
doctor-name-disk = Диск орны
doctor-name-clock = Сағат
doctor-name-address = Мекенжай
doctor-name-ulimit = Ашық файл шегі
doctor-name-backup = Сақтық көшірме
doctor-name-clamd = Вирус тексергіш
doctor-name-database = Дерекқор
doctor-name-migrations = Дерекқор өзгерістері
doctor-name-sealer = Журнал мөрі
doctor-name-heads = Журнал тізбегі
doctor-name-secrets = Құпиялар кілті
doctor-name-jobs = Фондық жұмыстар
doctor-name-file = Дерекқор файлы
doctor-name-mail = Пошта сервері
doctor-name-files = Жүктелген файлдар
doctor-name-store = Файлдар қоймасы

doctor-ulimit-found = { $count ->
    [one] ең көбі { $count } ашық файл
   *[other] ең көбі { $count } ашық файл
}
doctor-backup-days = { $count ->
    [one] соңғысы жасалғалы { $count } күн
   *[other] соңғысы жасалғалы { $count } күн
}
doctor-backup-failed = { $count ->
    [one] соңғысы сәтсіз болды, толығы жасалғалы { $count } күн
   *[other] соңғысы сәтсіз болды, толығы жасалғалы { $count } күн
}
doctor-migrations-wait = { $count ->
    [one] { $count } өзгеріс енгізілмеген
   *[other] { $count } өзгеріс енгізілмеген
}
doctor-secrets-lost = { $count ->
    [one] { $path } жоқ, ал онымен { $count } құпия мөрленген: қосымшаның кодтары қабылданбайды
   *[other] { $path } жоқ, ал онымен { $count } құпия мөрленген: қосымшаның кодтары қабылданбайды
}
doctor-jobs-dead = { $count ->
    [one] { $count } жұмыс шешім күтіп тұр
   *[other] { $count } жұмыс шешім күтіп тұр
}
