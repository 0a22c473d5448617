# Файлдан енгізу
import-title = Адамдарды файлдан енгізу
import-about = Тізім тексеріледі, ал сіз растағанша ештеңе жазылмайды
import-open = Файлдан енгізу
import-read = Файлды оқу
import-begun = Соңғы енгізулер
import-aside = Үлгі және тізімді алу
import-template = Үлгі
import-template-text = Бағандары дайын кесте, екінші парағында түсіндірмесі бар. Moodle-дің upload_users.csv файлы да оқылады.
import-template-take = Үлгіні алу
import-template-file = адамдар-үлгісі
import-export-text = Жүйедегі барлық адам осы үлгімен алынады: түзетіп, қайта енгізуге болады.
import-export-take = Адамдар тізімін алу
import-file = Тізім файлы
import-file-help = XLSX немесе CSV, 20 МБ дейін, 50 000 жолға дейін
import-file-missing = Файлды таңдаңыз
import-file-empty = Файл бос. Бірінші жолында баған атаулары, одан кейін адамдар тұратын файлды таңдаңыз
import-file-headings-only = Файлда баған атауларынан басқа ештеңе жоқ. Адамдарды қосып, файлды қайта таңдаңыз
import-file-old-excel = Бұл — ескі Excel файлы немесе құпиясөзбен жабылған файл. Оны Excel-де ашып, «XLSX» түрінде құпиясөзсіз сақтаңыз
import-file-other-kind = Бұл кесте емес. XLSX немесе CSV файлын таңдаңыз
import-file-bomb = Файл ашылғанда тым үлкен болады, сондықтан оқылмайды. Тек адамдар тізімін жаңа кестеге көшіріп, сақтаңыз
import-file-damaged = Файл бүлінген немесе толық емес. Оны Excel-де ашып, қайта сақтаңыз
import-file-many-rows = Файлда 50 000-нан көп жол бар. Тізімді бірнеше файлға бөліңіз
import-file-many-columns = Файлда 100-ден көп баған бар. Артық бағандарды өшіріп, қайта таңдаңыз
import-file-large = Файл 20 МБ-тан үлкен. Тізімді бірнеше файлға бөліңіз
import-rows =
    { $count ->
        [one] { $count } жол
       *[other] { $count } жол
    }
import-state-columns = бағандар таңдалуда
import-state-preview = растауды күтуде
import-state-running = жазылуда
import-state-done = жазылды
import-remove = Файлды өшіру
import-removed = Файл өшірілді, ештеңе жазылған жоқ.
import-note-sheets =
    { $count ->
        [one] Файлдан «{ $sheet }» парағы оқылды; тағы { $count } парақ оқылмады.
       *[other] Файлдан «{ $sheet }» парағы оқылды; тағы { $count } парақ оқылмады.
    }
import-note-hidden =
    { $count ->
        [one] Файлда { $count } жасырын жол бар: олар да оқылды.
       *[other] Файлда { $count } жасырын жол бар: олар да оқылды.
    }
import-note-passwords = Файлдағы құпиясөздер алынбайды: адамдар құпиясөзсіз қосылады.

# Бағандар
import-columns-title = Бағандарды тексеру
import-columns-about = Әр бағанда не тұрғаны атауынан танылды. Қате болса, түзетіңіз: осындай файл келгенде таңдауыңыз есте қалады.
import-columns-heading = Файлдағы атауы
import-columns-examples = Мысалдар
import-columns-holds = Не тұр
import-columns-no-heading = атауы жоқ
import-columns-choose = «{ $heading }» бағанында не тұр
import-columns-go = Жолдарды тексеру
import-columns-again = Бағандарға оралу
import-columns-no-name = Тегі мен аты тұрған бағандарды (немесе толық аты тұрған бір бағанды) көрсетіңіз
import-columns-twice = «{ $column }» екі бағанда көрсетілген. Біреуін ғана қалдырыңыз
import-column-nothing = Алынбайды
import-column-full-name = Тегі, аты, әкесінің аты
import-column-group = Топ
import-column-number = Oqu нөмірі
import-column = Баған

# Алдын ала көру
import-preview-title = Не болады
import-preview-about = Әзірге ештеңе жазылған жоқ
import-counts = Жолдар саны
import-filter = Жолдарды сүзу
import-all = Барлығы
import-told = Ескертулер
import-kind-new = Жаңа
import-kind-changed = Өзгереді
import-kind-same = Өзгермейді
import-kind-undecided = Сұрақ бар
import-kind-wrong = Қате
import-kind-wrong-note = түзету керек
import-kind-undecided-note = сол адам ба?
import-row = Жол
import-becomes = Не болады
import-remarks = Ескерту
import-changes = Өзгереді: { $fields }
import-same = Сол адам
import-other = Басқа адам
import-all-same = Барлығы — сол адамдар
import-all-other = Барлығы — басқа адамдар
import-none = Мұндай жол жоқ
import-none-text = Басқа сүзгіні таңдаңыз.
import-idle = Жазатын ештеңе жоқ: барлық адам бұрыннан осылай жазылған немесе жолдарды түзету керек.
import-left-out =
    { $count ->
        [one] { $count } жол алынбайды: қатесін түзетіп немесе сұраққа жауап беріп, файлды қайта енгізуге болады.
       *[other] { $count } жол алынбайды: қатесін түзетіп немесе сұраққа жауап беріп, файлды қайта енгізуге болады.
    }
import-confirm =
    { $count ->
        [one] { $count } адамды жазу
       *[other] { $count } адамды жазу
    }
import-problems-take = Ескертулерді алу
import-replace = Түзетілген файл
import-replace-text = Файлды компьютерде түзетіп, осының орнына жүктеңіз. Баған атаулары өзгермесе, олар қайта сұралмайды.
import-replace-do = Файлды ауыстыру
import-problems = Ескертулер
import-problems-file = ескертулер
import-problem = Түрі
import-problem-wrong = қате
import-problem-told = ескерту
import-what-to-do = Не істеу керек

# Нәтиже
import-running-title = Адамдар жазылуда
import-running-about = Бетті жабуға болады: жұмыс тоқтамайды
import-written-title = Енгізу нәтижесі
import-to-people = Адамдарға
import-outcome = Нәтиже
import-outcomes = Нәтиже
import-outcomes-file = енгізу-нәтижесі
import-outcome-added = Қосылды
import-outcome-changed = Өзгертілді
import-outcome-same = Өзгеріссіз
import-outcome-skipped = Алынбады
import-outcome-failed = Жазылмады

# Ұяшықтар мен жолдар
import-cell-formula = Формуланың мәні есептелмеген. Файлды Excel-де ашып, сақтаңыз
import-cell-error = Ұяшықта қате тұр (#Н/Д сияқты). Дұрыс мәнін жазыңыз
import-cell-long = Мәтін тым ұзын. Тырнақша жабылғанын тексеріңіз
import-group-unknown = «{ $code }» деген ашық топ жоқ. Топтың шифрын тексеріңіз немесе алдымен топты ашыңыз
import-group-without-role = Топ тек білім алушыға, эдвайзерге және тьюторға жазылады. Рөлін тексеріңіз
import-number-unknown = Мұндай нөмірлі адам жоқ. Ұяшықты босатыңыз немесе нөмірді тексеріңіз
import-role-unknown = «{ $role }» деген рөл жоқ. Рөлдерді үлгінің түсіндірмесінен қараңыз
import-role-forbidden = «{ $role }» рөлін тек әкімші береді. Ұяшықты босатыңыз немесе файлды әкімшіге беріңіз
import-iin-restored = ЖСН басындағы нөлдер қалпына келтірілді: { $iin }. Құжатпен салыстырыңыз
import-iin-shortened = Кесте ЖСН-ді қысқартып жіберген (6,12E+10). Бағанға мәтін пішімін қойып, ЖСН-ді қайта жазыңыз
import-iin-differs = ЖСН туған күнге немесе жынысына сәйкес емес сияқты. Бұл қате болмауы мүмкін: құжатпен салыстырыңыз
import-date-number = Сан күн ретінде оқылды: { $date }
import-full-name-short = Тегін де, атын да жазыңыз
import-sex-wrong = Жынысын «ер» немесе «әйел» деп жазыңыз
import-row-administrator = Бұл — әкімші. Оның деректерін тек әкімші өзгертеді
import-row-of-another = Бұл мән басқа адамда тұр: { $name }. Файлдағы жолды тексеріңіз
import-row-other-name = Бұл мән жүйеде { $name } дегендікі: тегі де, аты да басқа
import-row-other-iin = Бұл мән ЖСН-і басқа адамда тұр: { $name }. ЖСН-ді тексеріңіз
import-row-several-alike = Аты мен туған күні бірдей бірнеше адам бар. ЖСН-ді жазыңыз
import-row-double = Бұл адам { $row }-жолда тұр. Біреуін өшіріңіз
import-row-undecided = Осындай адам бар; сол адам екені шешілмеген

# Үлгінің түсіндірмесі
import-sheet-people = Адамдар
import-sheet-explanations = Түсіндірме
import-sheet-column = Баған
import-sheet-needed = Міндетті
import-sheet-help = Қалай толтыру керек
import-sheet-yes = иә
import-help-full-name = Тегі, аты және бар болса әкесінің аты, бос орынмен бөліп
import-help-surname = Құжаттағыдай
import-help-given = Құжаттағыдай
import-help-patronymic = Құжатта жоқ болса, бос қалдырыңыз
import-help-iin = 12 цифр. Шетелдікте болмауы мүмкін. Осы бойынша адам танылады
import-help-birth-date = Күні, айы, жылы: 11.12.2006
import-help-sex = ер немесе әйел
import-help-citizenship = Елдің атауы немесе екі әріпті коды: Қазақстан, KZ. Бос болса — Қазақстан
import-help-email = a.akhmetova@example.kz. Екі адамда бірдей болмайды
import-help-phone = +7 701 234 56 78; шетелдік нөмір де + белгісінен басталады
import-help-login = Латын әріптері, цифр, нүкте, сызықша; 3–40 таңба
import-help-external-number = Басқа жүйедегі нөмірі. Осы бойынша адам танылады
import-help-languages = Үтірмен бөліп: қазақ, орыс, ағылшын
import-help-special-needs = Оқу кезінде не қамтамасыз етілуі керек. Мұны рұқсаты барлар ғана көреді
import-help-role = Рөлдің атауы: білім алушы. Бірнешеуі нүктелі үтірмен: «тьютор: ИС-22; оқытушы». Білім алушыдан басқа рөлді тек әкімші береді
import-help-group = Ашық топтың шифры: ИС-22. Рөлі бос болса, адам осы топтың білім алушысы болады
import-help-number = Жүйедегі нөмірі; алынған тізімде тұрады. Жаңа адамға бос қалдырыңыз

# Журнал мен жұмыстар
kind-import = Енгізілген файл
act-people-imported = Адамдар файлдан енгізілді
field-import-added = Қосылды
field-import-changed = Өзгертілді
field-import-same = Өзгеріссіз
field-import-failed = Жазылмады
field-import-skipped = Алынбады
job-kind-people-import = Адамдарды файлдан енгізу
job-kind-people-forget-imports = Ескі енгізу файлдарын өшіру
job-schedule-forget-imports = Ескі енгізу файлдарын өшіру
