# Келісім түрлері
consent-processing = Дербес деректерді өңдеу
consent-processing-about = Оқуды ұйымдастыруға қажет мәліметтерді жинау және өңдеу
consent-biometrics = Биометрия
consent-biometrics-about = Емтиханда бет-бейнеден немесе пернетақтада теру мәнерінен тану. Оқу үшін міндетті емес
consent-recording = Бейне- және дыбыс жазбасы
consent-recording-about = Онлайн сабақтар мен емтихандарды жазып алу
consent-transfer = Үшінші тұлғаларға және шетелге беру
consent-transfer-about = Мәліметтерді серіктес ұйымдарға, оның ішінде басқа елдегілерге беру

# Күйі
consent-state-given = Берілген
consent-state-given-old = Ескі мәтінге берілген
consent-state-asked = Сұралған
consent-state-refused = Бас тартқан
consent-state-withdrawn = Қайтарып алынған
consent-state-over = Мерзімі біткен
consent-state-nothing = Берілмеген
consent-line-given = { $date } бастап · мерзімі: { $term } · { $version }-нұсқа · берген: { $giver }
consent-line-asked = Сұралған күні: { $date }
consent-line-ended = Аяқталған күні: { $date }
consent-withdrawn-on = Қайтарып алынған күні: { $date }
consent-replaced-on = Орнына жаңасы берілген күн: { $date }
consent-ended = Күші жоқ

# Өз келісімдерім
consents-title = Келісімдер
consents-own-title = Менің келісімдерім
consents-own-about = Неге келісім сұралғаны, не берілгені; келісімді осы жерде беріп, қайтарып аласыз
consents-open = Келісімдерді ашу
consents-none = Келісім мәтіндері осы жерде тұрады
consents-none-text = Әзірге ұйым келісім сұраған жоқ.
consents-past = Берілген келісімдер
consent-minor = 18 жасқа толмағансыз: келісімді сіз үшін заңды өкіліңіз береді және қайтарып алады.
consent-ward = Бала 18 жасқа толмаған, сондықтан ол үшін сіз шешесіз.
consent-adult = Бұл адам кәмелетке толған: келісімді өзі береді және өзі қайтарып алады.
consent-stranger = Бұл адам үшін шешім қабылдай алмайсыз.
consent-representative-minor = Заңды өкіл 18 жасқа толмаған: келісімді кәмелетке толған өкіл береді.
consent-age-unknown = Туған күні жазылмаған, сондықтан кәмелетке толған адам ретінде саналады. Қате болса, тіркеу офисіне айтыңыз.
consent-giver-age-unknown = Сіздің туған күніңіз жазылмаған, сондықтан кәмелетке толған өкіл ретінде саналасыз. Қате болса, тіркеу офисіне айтыңыз.

# Бір келісім
consent-text = Келісім мәтіні
consent-without = Келіспесеңіз немесе қайтарып алсаңыз
consent-version-line = { $version }-нұсқа, { $date } бастап күшінде
consent-as-given = Берілген күйінде көру
consent-give-title = Келісім беру
consent-give = Келісемін
consent-agree = Мәтінді оқыдым және келісемін
consent-agree-missing = Мәтінді оқып, белгі қойыңыз
consent-text-changed = Бұл арада мәтіннің жаңа нұсқасы күшіне енді. Оны оқып шығып, қайта келісіңіз
consent-refuse = Келіспеймін
consent-term-here = оқып не жұмыс істеп жүргенде
consent-term-here-help = Оқудан не жұмыстан шыққанда өзі аяқталады
consent-term-day = белгілі бір күнге дейін
consent-term-until = { $date } дейін (осы күнді қоса)
consent-term-no-role = Бұл адамның қазір рөлі жоқ: мерзімді күнмен көрсетіңіз
consent-until-help = Мысалы, 30.06.2027
consent-until-missing = Қай күнге дейін екенін жазыңыз
consent-until-past = Бұл күн өтіп кеткен: бүгінгі не кейінгі күнді жазыңыз
consent-withdraw-title = Келісімді қайтарып алу
consent-withdraw-text = Қайтарып алған сәттен бастап келісім күшін жояды. Не болатыны мәтінде айтылған; заң сақтауды міндеттейтін құжаттар ғана қалады.
consent-withdraw = Қайтарып алу
consent-understood = Не болатынын түсіндім
consent-understood-missing = Не болатынын оқып, белгі қойыңыз
consent-given-done = Келісім берілді: { $name }.
consent-refused-done = Бас тартуыңыз жазылды: { $name }. Оқуыңызға әсер етпейді.
consent-withdrawn-done = Келісім қайтарып алынды: { $name }.
consent-asked-done = Келісім сұралды: { $name }.

# Берілген келісім
consent-given-about = Келісім берілген кездегі мәтін
consent-facts = Келісім туралы
consent-fact-person = Кімнің деректері
consent-fact-giver = Кім берді
consent-fact-date = Берілген күні
consent-fact-term = Мерзімі
consent-fact-way = Қалай берілді
consent-fact-withdrawn = Қайтарып алынған күні
consent-fact-replaced = Орнына жаңасы берілген күн
consent-fact-withdrawal-paper = Қайтарып алу қағазы
consent-way-page = өз бетінде, жүйе арқылы
consent-way-paper = қағазда: { $paper }
consent-paper-withdraw-title = Қағазбен қайтарып алу
consent-paper-help = Сканерленген құжаттың нөмірі мен күні. Мысалы, № 14-К, 01.09.2026
consent-paper-missing = Қағаздың нөмірі мен күнін жазыңыз

# Топ бойынша
consents-about = Топта кім неге келісім бергені
consents-filters = Келісімдерді сүзу
consents-group = Топ
consents-choose = Топты таңдаңыз
consents-choose-text = Жоғарыдан топты таңдасаңыз, білім алушылардың келісімдері осында шығады.
consents-any-kind = Барлық түрі
consents-any-state = Кез келген күй
consents-state = Күйі
consents-nobody = Ешкім табылмады
consents-nobody-text = Сүзгілерді алып тастаңыз немесе басқа топты таңдаңыз.
consents-age = Жасы
consents-minor = 18 жасқа толмаған
consents-age-unknown = туған күні жазылмаған
consents-found =
    { $count ->
        [one] { $count } білім алушы
       *[other] { $count } білім алушы
    }
consents-ask-title = Келісім сұрау
consents-ask-text = Топта осы келісімді бермеген әр білім алушыға сұрау жіберіледі; ол жауапты өз бетінде береді.
consents-ask = Бермегендерден сұрау
consents-asked-done = Келісім сұралған адам саны: { $name }.

# Бір адам
consents-now = Қазіргі күйі
consents-minor-note = 18 жасқа толмаған: келісімді кәмелетке толған заңды өкілі береді.
consents-no-representative = 18 жасқа толмаған, бірақ кәмелетке толған заңды өкілі тіркелмеген. Алдымен өкілін тіркеңіз: онсыз келісім жазылмайды.
consents-age-unknown-note = Туған күні жазылмаған, сондықтан кәмелетке толған ретінде саналады. Алдымен туған күнін толтырған дұрыс.
consent-ask = Келісім сұрау
consent-paper-title = Қағаздағы келісімді жазу
consent-paper-text = Қол қойылған қағазды сканерлеп, нөмірі мен күнін осында жазыңыз. Мәтіні жүйедегі нұсқамен бірдей болсын.
consent-paper-note = Жазу
consent-version-of = { $name }, { $version }-нұсқа
consent-given-help = Қағазға қол қойылған күн. Мысалы, 01.09.2026
consent-given-future = Күн бүгіннен кейін бола алмайды
consent-given-before-text = Бұл күні мәтіннің осы нұсқасы әлі болмаған. Күнін не нұсқасын түзетіңіз
consent-giver-missing = Келісімге кім қол қойғанын таңдаңыз

# Мәтіндер
consent-texts-title = Келісім мәтіндері
consent-texts-about = Берілген мәтін ешқашан өзгермейді: оның орнына жаңа нұсқа қосылады
consent-text-none = Әзірге мәтін жоқ: бұл келісім сұралмайды.
consent-text-add = Жаңа нұсқа қосу
consent-text-new = Жаңа нұсқа: { $name }
consent-text-new-about = Мәтінде кім өңдейтіні, қандай деректер, не үшін, кімге берілетіні, шетелге жіберілетіні, жариялана ма және мерзімі айтылсын (94-V заң, 8-бап)
consent-text-missing = Мәтінді осы тілде де жазыңыз
consent-text-blank = Толтырылмаған орын (____) қалды: оны толтырыңыз
consent-text-in-force = Күшінде
consent-text-later = Кейін күшіне енеді
consent-text-past = Бұрынғы
consent-text-since = { $date } бастап
consent-version-name = { $version }-нұсқа
consent-text-added-done = Жаңа нұсқа қосылды: { $name }.
consent-hash-about = Осы нұсқаның үш тілдегі мәтінінен есептелген SHA-256. Журналдағы жазба осы мәнмен салыстырылады.
consent-since-help = Қай күннен бастап осы нұсқа ұсынылады. Бұрын берілген келісімдер өз мәтінімен қалады
consent-since-past = Бүгінгі немесе кейінгі күнді жазыңыз
consent-since-before-last = Соңғы нұсқа бұдан кейінірек күшіне енеді: күнді одан ерте қоюға болмайды
consent-in-kk = Қазақша
consent-in-ru = Орысша
consent-in-en = Ағылшынша

# Өрістер
field-consent-kind = Келісім түрі
field-consent-version = Мәтін нұсқасы
field-consent-hash = Мәтіннің бақылау мәні
field-consent-giver = Кім берді
field-consent-paper = Қағаздың нөмірі мен күні
field-consent-term = Мерзімі
field-consent-until = Соңғы күні
field-consent-text = Мәтін
field-consent-language = Қай тілдегі мәтін
field-consent-given = Қол қойылған күн
field-consent-since = Қай күннен бастап күшінде
field-consent-text-kk = Мәтін қазақша
field-consent-text-ru = Мәтін орысша
field-consent-text-en = Мәтін ағылшынша
field-consent-without-kk = Келіспесе не болады, қазақша
field-consent-without-ru = Келіспесе не болады, орысша
field-consent-without-en = Келіспесе не болады, ағылшынша

# Журнал
act-consent-given = Келісім берілді
act-consent-refused = Келісімнен бас тартылды
act-consent-withdrawn = Келісім қайтарып алынды
act-consent-asked = Келісім сұралды
act-consent-text-added = Келісім мәтінінің нұсқасы қосылды
act-consents-exported = Келісімдер тізімі файлға шығарылды
kind-consent-text = Келісім мәтіні
