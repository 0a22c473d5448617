# Кіру
sign-in-title = Порталға кіру
sign-in-about = Оқуыңыз бен жұмысыңыз тоқтаған жерінен жалғасады.
sign-in-login = Логин немесе электрондық пошта
sign-in-stay = Осы құрылғыда есте сақтау
sign-in-refused = Логин немесе құпиясөз сәйкес келмеді
sign-in-refused-text = Екеуін де тексеріп, қайта жазыңыз. Бас әріп пен пернетақта тіліне назар аударыңыз.
sign-in-no-login = Логиніңіз жоқ па? Оны тіркеу офисі береді.
sign-in-demo = Көрсетілім тіркелгілері
sign-in-demo-text = Ұйым да, адамдар да ойдан шығарылған. Барлығының құпиясөзі: { $password }

# Тіркелгі
account-title = Менің тіркелгім
account-my-page = Менің бетім
account-sessions = Ашық сеанстар
account-sessions-about = Танымаған құрылғыны көрсеңіз, оның сеансын аяқтап, құпиясөзді өзгертіңіз.
account-session-line = { $origin } · соңғы рет: { $seen } · кірген уақыты: { $begun }
account-here = осы құрылғы
account-end = Аяқтау
account-end-others = Басқа сеанстардың бәрін аяқтау
account-unknown-browser = Белгісіз браузер
account-password = Құпиясөз
account-password-change = Құпиясөзді өзгерту
session-ended-done = Сеанс аяқталды.
sessions-others-ended-done = Басқа құрылғылардағы сеанстардың бәрі аяқталды.
password-changed-done = Құпиясөз өзгерді, басқа сеанстар аяқталды.
password-now-wrong = Қазіргі құпиясөзіңізді дәл жазыңыз
password-new-length = Құпиясөз 8-ден 200 таңбаға дейін болсын
password-new-help = Кемінде 8 таңба. Бірнеше сөзден құралған ұзын құпиясөз сенімді әрі есте қалады.

# Адамдар
people-title = Адамдар
people-about = Қызметкерлер, білім алушылар және олардың заңды өкілдері
people-add = Адам қосу
people-filters = Адамдарды сүзу
people-search = Аты-жөні, логин немесе пошта
people-any-role = Кез келген рөл
people-any-state = Кез келген күй
people-name = Аты-жөні
people-number = №
people-roles = Рөлдері
people-contact = Байланыс
people-state = Тіркелгі күйі
people-open = Ашық
people-locked = Бұғатталған
people-found =
    { $count ->
        [one] { $count } адам
       *[other] { $count } адам
    }
people-found-many = { $count }-нан көп адам. Іздеуді нақтылаңыз.
people-none = Адамдар осы жерде тұрады
people-none-text = Алғашқы адамды қосыңыз: кейін оған рөл мен құпиясөз бересіз.
people-none-found = Мұндай адам табылмады
people-none-found-text = Жазылуын тексеріңіз немесе сүзгілерді алып тастаңыз. Қазақ әріптерін жай әріппен де жазуға болады.

# Адам
person-new = Жаңа адам
person-add = Қосу
person-facts = Мәліметтер
person-posts = Лауазымдары
person-post-rate = { $rate } ставка
person-post-over = бұрын
person-relatives = Заңды өкілдері мен қамқорлығындағылар
person-aside = Тіркелгі және тарих
person-access = Кіру құқығы
person-no-roles = Әзірге рөлі жоқ: жүйеге кірсе де, жұмыс орны ашылмайды.
person-no-password = Құпиясөзі жоқ
person-surname-missing = Тегін жазыңыз
person-given-missing = Атын жазыңыз
person-patronymic-help = Құжатта жоқ болса, бос қалдырыңыз
person-iin-help = 12 сан. Шетел азаматында болмауы мүмкін
person-iin-length = ЖСН 12 саннан тұрады
person-iin-wrong = ЖСН қате: бақылау саны сәйкес келмейді. Құжатпен салыстырып тексеріңіз
person-iin-taken = Бұл ЖСН басқа адамға жазылған. Алдымен сол адамды іздеп көріңіз
person-birth-date-range = Туған күні бүгіннен кейін немесе 120 жылдан бұрын бола алмайды
person-email-wrong = Электрондық пошта aty@mysal.kz түрінде жазылады
person-email-taken = Бұл пошта басқа адамға жазылған
person-login-help = Латын әріптері, сан, нүкте, сызықша. Мысалы, a.akhmetova
person-login-wrong = Логин 3–40 таңба: латын әріптері, сан, нүкте, сызықша; әріптен не саннан басталады
person-login-taken = Бұл логин бос емес
person-phone-help = Мысалы, +7 701 234 56 78
person-phone-wrong = Телефонды +7 701 234 56 78 түрінде жазыңыз, шетел нөмірі де + белгісінен басталады
person-changed-meanwhile = Сіз толтырып жатқанда басқа адам бұл өрісті өзгертті: «{ $value }». Қайсысы дұрыс екенін шешіп, қайта жіберіңіз
person-citizenship-wrong = Азаматтығын тізімнен таңдаңыз
field-languages = Білетін тілдері
field-external-number = Басқа жүйедегі нөмірі
field-special-needs = Ерекше білім беру қажеттіліктері
person-languages-help = Үтірмен бөліп жазыңыз. Мысалы: қазақ, орыс, ағылшын
person-languages-wrong = Тілдерді үтірмен бөліп, атымен жазыңыз: қазақ, орыс, ағылшын
person-external-number-help = Адам басқа жүйеден көшірілсе, сол жердегі нөмірі
person-external-number-taken = Бұл нөмір басқа адамда тұр. Алдымен сол адамды қараңыз
person-special-needs-help = Оқу кезінде не қамтамасыз етілуі керек. Мұны тіркеу офисі, эдвайзер, адамның өзі мен оның заңды өкілі ғана көреді
person-added = { $name } қосылды.
person-saved = { $name }: өзгерістер сақталды.
person-saved-iin-differs = { $name }: сақталды. ЖСН туған күнге немесе жынысқа сәйкес емес көрінеді; бұл қате болмауы да мүмкін, құжатпен салыстырыңыз.
sex-unknown = Көрсетілмеген
sex-female = Әйел
sex-male = Ер
relation-mother = анасы
relation-father = әкесі
relation-guardian = қамқоршысы
relation-ward = өкілдігіндегі білім алушы

# Кіру құқығы
lock-title = Тіркелгіні бұғаттау
lock-text = { $name } тіркелгісі бұғатталады.
lock-loss-sessions = Ашық сеанстарының бәрі бірден аяқталады.
lock-loss-sign-in = Бұғат алынғанша жүйеге кіре алмайды.
lock-keeps = Деректері, бағалары мен құжаттары өзгеріссіз қалады. Бұғатты кез келген уақытта алуға болады.
lock-ground-help = Қай құжат немесе өтініш бойынша. Журналда сақталады
lock-ground-missing = Бұғаттау негізін жазыңыз
lock-oneself = Өз тіркелгіңізді бұғаттай алмайсыз: басқа әкімшіге айтыңыз
lock-do = Бұғаттау
unlock-do = Бұғатты алу
person-locked-done = { $name }: тіркелгі бұғатталды, сеанстары аяқталды.
person-unlocked-done = { $name }: бұғат алынды.
password-new = Жаңа құпиясөз беру
password-new-title = Жаңа құпиясөз
password-new-text = { $name } үшін жаңа құпиясөз. Ол осы жерде бір рет қана көрсетіледі, бұрынғы сеанстардың бәрі аяқталды.
password-no-login = Бұл адамның логині де, поштасы да жоқ: кіру үшін алдымен бірін жазыңыз.
password-to-person = Адам бетіне оралу

# Рөлдер
role-give = Рөл беру
role-end = Аяқтау
role-since = { $date } бастап
role-scope-help = Рөл қай жерде жүреді: бүкіл ұйымда, бөлімшеде немесе топта
role-given-done = Рөл берілді: { $name }.
role-held-already = Бұл рөл оған бұрын берілген: { $name }.
role-ended-done = Рөл аяқталды: { $name }.
role-own-administrator = Өз әкімші рөліңізді аяқтай алмайсыз: басқа әкімшіге айтыңыз.
scope-organisation = Бүкіл ұйым
role-rector = Ректор
role-vice_rector = Проректор
role-registrar = Тіркеу офисі
role-dean = Деканат
role-department_head = Кафедра меңгерушісі
role-programme_head = Білім беру бағдарламасының жетекшісі
role-adviser = Эдвайзер
role-tutor = Тьютор
role-teacher = Оқытушы
role-methodist = Әдіскер
role-dot_staff = Қашықтықтан оқыту бөлімі
role-proctor = Проктор
role-librarian = Кітапханашы
role-clerk = Іс жүргізуші
role-security_officer = Ақпараттық қауіпсіздік жауаптысы
role-administrator = Әкімші
role-learner = Білім алушы
role-representative = Ата-ана (заңды өкіл)

# Өрістер
field-surname = Тегі
field-given = Аты
field-patronymic = Әкесінің аты
field-iin = ЖСН
field-birth-date = Туған күні
field-sex = Жынысы
field-citizenship = Азаматтығы
field-email = Электрондық пошта
field-login = Логин
field-phone = Телефон
field-photo = Фотосурет
field-password = Құпиясөз
field-password-now = Қазіргі құпиясөз
field-password-new = Жаңа құпиясөз
field-role = Рөл
field-scope = Қай жерде
field-relation = Туыстығы
field-ground = Негіз
field-count = Саны

# Журналдағы әрекеттер
kind-person = Адам
kind-people = Адамдар тізімі
act-person-added = Адам қосылды
act-person-changed = Мәліметтер өзгертілді
act-person-locked = Тіркелгі бұғатталды
act-person-unlocked = Бұғат алынды
act-person-password-set = Құпиясөз берілді
act-person-photo-set = Фото қойылды
act-person-photo-removed = Фото алып тасталды
act-people-exported = Тізім файлға шығарылды
act-role-given = Рөл берілді
act-role-ended = Рөл аяқталды
act-representative-linked = Заңды өкіл тіркелді
act-session-begun = Жүйеге кірді
act-session-refused = Кіру әрекеті сәтсіз болды
act-session-ended = Сеанс аяқталды
act-session-others-ended = Басқа сеанстар аяқталды

photo-title = Фотосурет
photo-change = Фотоны өзгерту
photo-remove = Фотоны алып тастау
photo-help = JPEG, PNG, WebP немесе GIF, 15 МБ-қа дейін. Ортасынан шаршы қиып алынады
photo-set-done = { $name }: фото қойылды.
photo-removed-done = { $name }: фото алып тасталды.

## Өздігінен орындалатыны

job-kind-sessions-end-old = Мерзімі біткен сеанстарды жою
job-schedule-end-old-sessions = Мерзімі біткен сеанстарды жою

# The list on paper
people-paper-sought = іздеу: «{ $words }»
people-paper-first =
    { $count ->
        [one] тізімнің алғашқы { $count } адамы; барлығы XLSX файлында
       *[other] тізімнің алғашқы { $count } адамы; барлығы XLSX файлында
    }
field-export-format = Пішімі
