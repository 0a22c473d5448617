# Ұйым, құрылымдық бөлімшелер, оқу топтары, порталдың басты беті.

## Ортақ сөздер

organisation-open = Жұмыс істейді
organisation-closed = Жабылған
organisation-state = Күйі
organisation-edit = Өзгерту
organisation-close = Жабу
organisation-reopen = Қайта ашу
organisation-find = Іздеу
organisation-history = Тарихы
organisation-nothing = бос
organisation-saved = Сақталды: { $name }.
organisation-choose = Тізімнен таңдаңыз
organisation-fill-in = «{ $field }» жолын толтырыңыз
organisation-staff-count = { $count ->
    [one] { $count } қызметкер
   *[other] { $count } қызметкер
}
organisation-learners = { $count ->
    [one] { $count } білім алушы
   *[other] { $count } білім алушы
}
organisation-units-count = { $count ->
    [one] { $count } бөлімше
   *[other] { $count } бөлімше
}
organisation-groups-count = { $count ->
    [one] { $count } топ
   *[other] { $count } топ
}
organisation-figures = Сандар
organisation-figure-staff = Қызметкер
organisation-figure-units = Бөлімше
organisation-figure-groups = Топ
organisation-figure-learners = Білім алушы
organisation-language-kk = қазақша
organisation-language-ru = орысша
organisation-language-en = ағылшынша

## Екі адам қатар өзгерткенде

organisation-meanwhile-title = Сіз толтырып жатқанда біреу сақтап қойды
organisation-meanwhile-by = { $name }, { $when }.
organisation-meanwhile-text = Жазғаныңыз осында тұр, ештеңе жоғалған жоқ. Сіз тимеген өрістерге жаңа мәндер қойылды. Қарап шығып, қайта сақтаңыз.
organisation-meanwhile-typed = Сіз жазғаныңыз: { $text }

## Құрылым

organisation-structure = Құрылым
organisation-structure-about = Құрылымдық бөлімшелер, олардың қызметкерлері мен топтары
organisation-structure-empty = Құрылым әлі жазылмаған
organisation-structure-empty-text = Мұнда факультеттер, кафедралар, бөлімдер мен орталықтар ағаш түрінде тұрады. Рөлдер мен топтар солардың ішінде беріледі.
organisation-structure-whole = Бүкіл құрылым
organisation-closed-show = { $count ->
    [one] Жабылған { $count } бөлімшені көрсету
   *[other] Жабылған { $count } бөлімшені көрсету
}
organisation-closed-hide = Жабылғандарды жасыру
organisation-closed-too = Жабылғандармен бірге

organisation-unit-add = Бөлімше қосу
organisation-unit-new = Жаңа бөлімше
organisation-unit-edit = Бөлімшені өзгерту
organisation-unit-added = Бөлімше қосылды: { $name }.
organisation-unit-search = Бөлімшенің атауы немесе коды
organisation-unit-found = Табылған бөлімшелер
organisation-units-found = { $count ->
    [one] { $count } бөлімше табылды
   *[other] { $count } бөлімше табылды
}
organisation-unit-not-found = Мұндай бөлімше табылмады
organisation-unit-not-found-text = Атаудың басқа бөлігін немесе кодын жазып көріңіз.
organisation-staff = Қызметкерлер
organisation-staff-empty = Бұл бөлімшеде әлі ешкімге рөл берілмеген. Рөл адамның өз бетінде беріледі.
organisation-unit-groups-empty = Бұл бөлімшеде топ жоқ.
organisation-units-under = Құрамындағы бөлімшелер
organisation-units-under-empty = Құрамында бөлімше жоқ.
organisation-names = Атаулары
organisation-section-place = Құрылымдағы орны
organisation-section-name = Толық атауы
organisation-section-short = Қысқа атауы
organisation-top = Ең жоғарғы деңгейде
organisation-function-help = Бөлімше бүкіл ұйым үшін не атқарады. Қашықтықтан оқыту ережелерінің талаптары бөлімшені осы қызметі бойынша табады.
organisation-code-help = 20 таңбаға дейін, мысалы: АТФ
organisation-code-signs = Код әріптен немесе цифрдан тұруы керек, дефис, нүкте, жақша қоюға болады
organisation-code-taken = Мұндай код басқа бөлімшеге берілген, басқасын жазыңыз
organisation-code-taken-by = Бұл код берілген: { $name }. Басқасын жазыңыз
organisation-position-help = Көрші бөлімшелер арасындағы реті. Бос қалса, әліпби бойынша тұрады
organisation-position-range = 0 мен { $most } аралығындағы сан жазыңыз
organisation-place-itself = Бөлімше өзінің ішіне кіре алмайды, басқасын таңдаңыз
organisation-place-below = Таңдалған бөлімше осының өз құрамында тұр, сондықтан оның ішіне көшіруге болмайды
organisation-place-closed = Таңдалған бөлімше жабылған, жұмыс істеп тұрғанын таңдаңыз
organisation-place-missing = Мұндай бөлімше жоқ, тізімнен таңдаңыз

## Жабу

organisation-ground-help = Бұйрықтың нөмірі мен күні, болса
organisation-close-keeps = Атауы, тарихы және бұрынғы жазбалардың бәрі сақталады. Кейін қайта ашуға болады.
organisation-unit-closing = Бөлімшені жабу
organisation-unit-close = Бөлімшені жабу
organisation-unit-close-text = «{ $name }» енді тізімдерде таңдалмайды және порталда көрінбейді.
organisation-unit-close-loss = бөлімшеге жаңа адам, топ не бөлімше қосу мүмкіндігі
organisation-unit-closed = Бөлімше жабылды.
organisation-unit-reopened = Бөлімше қайта ашылды.
organisation-reopen-parent = Алдымен жоғарғы бөлімшені қайта ашыңыз.
organisation-unit-held = Бөлімшені әзірге жабуға болмайды
organisation-unit-held-text = Оның құрамында жұмыс істеп тұрған бөлімше, топ немесе адам бар. Олар иесіз қалмауы керек.
organisation-held-ways = Алдымен мыналарды реттеңіз
organisation-held-units = { $count ->
    [one] Құрамындағы { $count } бөлімшені жабыңыз немесе басқа жерге көшіріңіз
   *[other] Құрамындағы { $count } бөлімшені жабыңыз немесе басқа жерге көшіріңіз
}
organisation-held-groups = { $count ->
    [one] { $count } топты жабыңыз немесе басқа бөлімшеге ауыстырыңыз
   *[other] { $count } топты жабыңыз немесе басқа бөлімшеге ауыстырыңыз
}
organisation-held-people = { $count ->
    [one] { $count } адамның осындағы рөлін аяқтаңыз
   *[other] { $count } адамның осындағы рөлін аяқтаңыз
}
organisation-to-unit = Бөлімше бетіне қайту

## Топтар

organisation-groups = Топтар
organisation-groups-about = Оқу топтары, олардың бағдарламасы мен оқыту тілі
organisation-groups-filters = Топтарды сүзу
organisation-groups-search = Топтың коды немесе бағдарламасы
organisation-groups-found = { $count ->
    [one] { $count } топ
   *[other] { $count } топ
}
organisation-groups-found-many = { $count }-нан көп топ
organisation-groups-all = Барлық топ
organisation-groups-empty = Топтар әлі құрылмаған
organisation-groups-empty-text = Мұнда оқу топтары тұрады: коды, бағдарламасы, оқыту тілі, білім алушылары.
organisation-groups-not-found = Мұндай топ табылмады
organisation-groups-not-found-text = Сүзгілерді азайтып немесе басқаша жазып көріңіз.
organisation-any-unit = Барлық бөлімше
organisation-any-language = Кез келген тіл
organisation-any-year = Кез келген жыл
organisation-group-add = Топ қосу
organisation-group-new = Жаңа топ
organisation-group-edit = Топты өзгерту
organisation-group-added = Топ қосылды: { $name }.
organisation-group-about = Топ туралы
organisation-programme = Білім беру бағдарламасы
organisation-learners-column = Білім алушылар
organisation-learners-of = { $name } тобының білім алушылары
organisation-group-no-learners = Бұл топта әлі ешкім жоқ
organisation-group-no-learners-text = Білім алушы рөлі осы топқа берілген адам осы тізімде тұрады.
organisation-group-code-help = 20 таңбаға дейін, мысалы: ИС-21
organisation-group-code-taken = Мұндай кодпен басқа топ бар, басқасын жазыңыз
organisation-choose-unit = Бөлімшені таңдаңыз
organisation-unit-foreign = Бұл бөлімше сіздің деканатыңызға қарамайды, өзіңіздікін таңдаңыз
organisation-year-range = { $from } мен { $to } аралығындағы жылды жазыңыз
organisation-group-closing = Топты жабу
organisation-group-close = Топты жабу
organisation-group-close-text = «{ $name }» тобы енді тізімдерде таңдалмайды.
organisation-group-close-loss = топқа жаңа білім алушы қосу мүмкіндігі
organisation-group-closed = Топ жабылды.
organisation-group-reopened = Топ қайта ашылды.
organisation-reopen-unit = Топтың бөлімшесі жабылған: алдымен соны қайта ашыңыз немесе топты басқа бөлімшеге ауыстырыңыз.
organisation-group-held = Топты әзірге жабуға болмайды
organisation-group-held-text = { $count ->
    [one] Топта { $count } білім алушы оқиды. Алдымен олардың осы топтағы рөлін аяқтаңыз немесе басқа топқа ауыстырыңыз.
   *[other] Топта { $count } білім алушы оқиды. Алдымен олардың осы топтағы рөлін аяқтаңыз немесе басқа топқа ауыстырыңыз.
}
organisation-to-group = Топ бетіне қайту

## Ұйым

organisation-own = Ұйым
organisation-requisites = Деректемелер
organisation-requisites-edit = Атаулар мен деректемелер
organisation-requisites-saved = Ұйымның деректері сақталды.
organisation-unnamed = Ұйымның атауы әлі жазылмаған
organisation-unnamed-text = Атауы мен байланыс деректері үш тілде жазылады. Олар барлық беттің басында, порталда және құжаттарда тұрады.
organisation-name-it = Атауын жазу
organisation-name-whole = Толық атауы
organisation-name-short = Күнделікті атауы
organisation-city = Қала немесе елді мекен
organisation-address = Мекенжай
organisation-contacts = Байланыс
organisation-email-wrong = Поштаны толық жазыңыз, мысалы: info@universitet.kz
organisation-website-wrong = Сайттың мекенжайын толық жазыңыз, мысалы: universitet.kz
organisation-website-help = Мысалы: universitet.kz
organisation-bin-wrong = БСН 12 цифрдан тұрады, бақылау цифры сәйкес келмейді: құжаттан тексеріңіз
organisation-bin-help = 12 цифр
organisation-zone-help = 2024 жылғы 1 наурыздан бері бүкіл елде уақыт бірдей, бұрынғы уақыт әр жерде әртүрлі есептеледі

organisation-licence = Лицензия
organisation-licence-none = Лицензия әлі жазылмаған.
organisation-licence-by = Лицензияны берген орган
organisation-licence-help = Нөмірі құжаттағыдай, мысалы: KZ00LAA00000000
organisation-logo = Логотип
organisation-logo-alt = Ұйымның логотипі
organisation-logo-none = Логотип жоқ, оның орнында Oqu белгісі тұр.
organisation-logo-change = Логотипті ауыстыру
organisation-logo-help = PNG, JPEG, WebP немесе GIF, 15 МБ-қа дейін. Фоны мөлдір PNG жақсы көрінеді, SVG қабылданбайды.
organisation-logo-remove = Логотипті алып тастау
organisation-logo-set = Логотип ауыстырылды.
organisation-logo-removed = Логотип алып тасталды.

organisation-kind-university = Жоғары және жоғары оқу орнынан кейінгі білім беру ұйымы
organisation-kind-college = Колледж
organisation-kind-school = Мектеп
organisation-kind-additional = Қосымша білім беру ұйымы

organisation-kind-unit-faculty = Факультет
organisation-kind-unit-department = Кафедра
organisation-kind-unit-school = Мектеп
organisation-kind-unit-college = Колледж
organisation-kind-unit-office = Бөлім
organisation-kind-unit-centre = Орталық
organisation-kind-unit-library = Кітапхана
organisation-kind-unit-other = Басқа бөлімше

organisation-function-none = Ерекше қызметі жоқ
organisation-function-registrar = Тіркеу офисі
organisation-function-dean = Деканат
organisation-function-department = Кафедра
organisation-function-distance_learning = Қашықтықтан оқытуды ұйымдастыру
organisation-function-methodical = Әдістемелік қамтамасыз ету
organisation-function-technical = Ақпараттық-техникалық қолдау
organisation-function-testing = Тестілеу
organisation-function-library = Кітапхана
organisation-function-records = Іс жүргізу
organisation-function-admission = Қабылдау комиссиясы

organisation-zone-asia-almaty = Астана, Алматы, Шымкент
organisation-zone-asia-qostanay = Қостанай
organisation-zone-asia-qyzylorda = Қызылорда
organisation-zone-asia-aqtobe = Ақтөбе
organisation-zone-asia-aqtau = Ақтау
organisation-zone-asia-atyrau = Атырау
organisation-zone-asia-oral = Орал

## Порталдың басты беті

organisation-home-portal = Білім беру порталы
organisation-home-lead = Қай жерде болсаңыз да, оқу жалғаса береді: сабақтан бұйрыққа дейін бір жерде, қазақша, орысша және ағылшынша.
organisation-home-sign-in = Порталға кіру
organisation-home-to-today = «Бүгін» бетіне өту
organisation-home-contacts = Байланыс
organisation-home-demo = Бұл — көрсетілім
organisation-home-demo-text = Мұндағы ұйым да, адамдар да ойдан алынған, есімдер мен нөмірлердің шын адамдарға қатысы жоқ. Кіру бетінде дайын тіркелгілер бар: қалағаныңызбен кіріп, бәрін байқап көріңіз.
organisation-home-units = Факультеттер мен колледждер
organisation-home-inside = Порталда не бар
organisation-home-learners = Білім алушыға
organisation-home-learners-text = «Бүгін» беті, өз тобы мен эдвайзері, өз деректері мен сеанстары бір жерде.
organisation-home-staff = Қызметкерге
organisation-home-staff-text = Адамдар, құрылым және топтар: іздеу, сүзу, Excel-ге шығару, кім нені қашан өзгерткені.
organisation-home-trust = Сенім
organisation-home-trust-text = Әр әрекет өшпейтін журналға жазылады, оған қол сұғылса, бірден білінеді.

## Өрістер

field-name-kk = Атауы, қазақша
field-name-ru = Атауы, орысша
field-name-en = Атауы, ағылшынша
field-short-kk = Қысқа атауы, қазақша
field-short-ru = Қысқа атауы, орысша
field-short-en = Қысқа атауы, ағылшынша
field-city-kk = Қала, қазақша
field-city-ru = Қала, орысша
field-city-en = Қала, ағылшынша
field-address-kk = Мекенжай, қазақша
field-address-ru = Мекенжай, орысша
field-address-en = Мекенжай, ағылшынша
field-programme-kk = Бағдарлама, қазақша
field-programme-ru = Бағдарлама, орысша
field-programme-en = Бағдарлама, ағылшынша
field-unit-parent = Қайсысының құрамында
field-unit-kind = Түрі
field-unit-function = Қызметі
field-unit-code = Коды
field-unit-position = Реті
field-group-unit = Бөлімше
field-group-code = Топ коды
field-group-language = Оқыту тілі
field-admission-year = Қабылданған жылы
field-organisation-kind = Ұйымның түрі
field-contact-phone = Телефон
field-contact-email = Электрондық пошта
field-website = Сайт
field-bin = БСН
field-licence-number = Лицензия нөмірі
field-licence-date = Лицензия күні
field-licence-by-kk = Берген орган, қазақша
field-licence-by-ru = Берген орган, орысша
field-licence-by-en = Берген орган, ағылшынша
field-zone = Уақыт белдеуі

## Журнал

kind-organisation = Ұйым
kind-unit = Бөлімше
kind-group = Топ
kind-groups = Топтар тізімі
act-organisation-added = Ұйымның деректері жазылды
act-organisation-changed = Ұйымның деректері өзгертілді
act-organisation-logo-set = Ұйымның логотипі ауыстырылды
act-organisation-logo-removed = Ұйымның логотипі алып тасталды
act-unit-added = Бөлімше қосылды
act-unit-changed = Бөлімше өзгертілді
act-unit-closed = Бөлімше жабылды
act-unit-reopened = Бөлімше қайта ашылды
act-group-added = Топ қосылды
act-group-changed = Топ өзгертілді
act-group-closed = Топ жабылды
act-group-reopened = Топ қайта ашылды
act-groups-exported = Топтар тізімі файлға шығарылды

# Certificate of study
document-kind-study-certificate = Оқу туралы анықтама
certificate-about = Анықтама бірден тіркеліп, нөмір мен тексеру кодын алады. Берілген анықтама өзгертілмейді: қате болса, күші жойылып, жаңасы беріледі.
certificate-issue = Анықтаманы жасау
certificate-issued-done = № { $name } анықтама берілді.
certificate-purpose-help = Мысалы: Халыққа қызмет көрсету орталығына. Бос қалса, «талап етілген жерге» деп жазылады.
certificate-form-unsaid = Жазылмасын
certificate-form-full-time = күндізгі
certificate-form-evening = кешкі
certificate-form-part-time = сырттай
certificate-form-online = онлайн
certificate-language-of-kk = Қазақша
certificate-language-of-ru = Орысша
certificate-language-of-en = Ағылшынша
certificate-language-missing = Анықтаманың тілін таңдаңыз
certificate-group-missing = Топты таңдаңыз
certificate-strange = Мына таңбаларды қағазға басуға болмайды: { $characters }. Оларды алып тастаңыз.
certificate-strange-elsewhere = Аты-жөнінде, топта немесе ұйым деректерінде қағазға басылмайтын таңбалар бар: { $characters }. Алдымен оларды сол жерде түзетіңіз.
certificate-no-group = Анықтама беруге әзірге болмайды
certificate-no-group-text = Бұл адам бірде-бір топта білім алмайды. Алдымен тіркеу офисі оны топқа қосуы керек.
certificate-no-organisation = Анықтама беруге әзірге болмайды
certificate-no-organisation-text = Ұйымның атауы мен деректемелері жазылмаған. Оны әкімші «Құрылым» бөлімінде жазады.
certificate-title = Оқу туралы анықтама
certificate-heading = АНЫҚТАМА
certificate-before = Осы анықтама
certificate-after = төменде аталған ұйымда білім алатынын растайды.
certificate-birth-date = Туған күні
certificate-organisation = Білім беру ұйымы
certificate-group = Оқу тобы
certificate-programme = Білім беру бағдарламасы
certificate-study-language = Оқыту тілі
certificate-language-kk = қазақ тілі
certificate-language-ru = орыс тілі
certificate-language-en = ағылшын тілі
certificate-year = Қабылданған жылы
certificate-form = Оқу нысаны
certificate-purpose = Ұсынылатын орны
certificate-anywhere = талап етілген жерге
certificate-signature = қолы
certificate-bin = БСН { $bin }
field-group = Топ
field-study-form = Оқу нысаны
field-purpose = Анықтама қайда ұсынылады
