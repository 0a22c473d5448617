# Беттің айналасы, қателер, ортақ бөлшектер.

## Беттің айналасы

page-skip = Негізгі мазмұнға өту
page-portal = Портал
page-home = Басты бет
page-today = Бүгін
page-language = Тіл
page-theme = Түсі
page-theme-auto = Құрылғыдай
page-theme-light = Жарық
page-theme-dark = Қараңғы
page-view = Көрінісі
page-view-plain = Кәдімгі
page-view-contrast = Ірі, айқын
page-to-plain = Кәдімгі нұсқаға қайту
page-to-contrast = Нашар көретіндерге арналған нұсқа
page-search = Жалпы іздеу
page-search-people = Адам іздеу
page-menu = { $name }: бейін мәзірі
page-profile = Бейін
page-workspace = Жұмыс орындары
page-workspace-of = Жұмыс орны: { $role }
page-account = Бейін және қауіпсіздік
page-sign-in = Кіру
page-sign-out = Шығу
page-more = Тағы
page-parts = Бөлімдері
page-way = Жол
page-footer = Портал туралы
page-style = Дизайн үлгілері
page-demo = Көрсетілім
page-demo-about = Мұндағы ұйым да, адамдар да ойдан алынған.
page-offline = Сервермен байланыс жоқ. Жазғаныңыз осы бетте тұр, байланыс оралғанда қайта көріңіз.
page-failed = Бұл әрекет орындалмады. Сәлден соң қайта көріңіз.

## Ашылмаған бет: не болды, не жоғалған жоқ, енді не істеу керек

failure-retry = Бетті қайта ашу
failure-to-today = «Бүгін» бетіне өту
failure-to-home = Басты бетке өту
failure-number = Көмек сұрасаңыз, осы белгіні айтыңыз:

failure-not-found-title = Мұндай бет жоқ
failure-not-found-text = Мекенжайда қате болуы мүмкін, немесе бет басқа жерге көшкен. Мекенжайды тексеріңіз не төмендегі беттен бастап іздеңіз.
asset-missing = Мұндай файл жоқ, бет ескірген болуы мүмкін. Oqu-дың басты бетін қайта ашыңыз.
failure-forbidden-title = Бұл бет сіздің рөліңізге ашық емес
failure-forbidden-text = Оны тек рұқсаты бар қызметкерлер көреді. Бірнеше рөліңіз болса, бейін мәзірінен басқасын таңдаңыз. Жұмысыңызға керек болса, әкімшіден рұқсат сұраңыз.
failure-sign-in-first-title = Алдымен кіру керек
failure-sign-in-first-text = Сеансыңыз аяқталған, сондықтан бұл әрекет орындалмады. Бұрын сақталғанның бәрі орнында. Қайта кіріп, әрекетті қайталаңыз.
failure-stale-title = Бұл бет ескіріп қалды
failure-stale-text = Осы бет ашылғалы бері сіз шыққансыз не қайта кіргенсіз, сол үшін форма қабылданбады. Ештеңе өзгерген жоқ. Бетті қайта ашып, әрекетті қайталаңыз.
failure-bad-request-title = Сұрауды түсіне алмадық
failure-bad-request-text = Браузер жіберген дерек толық емес не бүлінген. Ештеңе өзгерген жоқ. Бетті қайта ашып, тағы бір рет көріңіз.
failure-method-title = Бұл мекенжай басқаша ашылады
failure-method-text = Оған сілтемемен емес, беттегі батырмамен жетеді, немесе керісінше. Ештеңе өзгерген жоқ. Керек бетті ашып, сонда жалғастырыңыз.
failure-media-type-title = Деректің бұл түрі қабылданбайды
failure-media-type-text = Сервер бұл мекенжайдан тек кәдімгі форма күтеді. Ештеңе өзгерген жоқ. Бетті қайта ашып, форманы сол жерден жіберіңіз.
failure-too-large-title = Жіберілген дерек тым үлкен
failure-too-large-text = Сервер мұндай көлемді қабылдамайды, сондықтан ештеңе сақталған жоқ. Бетке оралып, мәтінді қысқартыңыз.
failure-too-slow-title = Форма уақытында жетпеді
failure-too-slow-text = Байланыс тым баяу болды, ештеңе сақталмады. Артқа қайтып, жазғаныңызды тексеріңіз де, байланыс жақсарғанда форманы қайта жіберіңіз.
failure-too-many-title = Сәл күте тұрыңыз
failure-too-many-text = Әрекет тым жиі қайталанды. Есептік жазбаларды қорғау үшін сервер { $seconds } секундқа кідірді. Ештеңе жоғалған жоқ, содан кейін қайта көріңіз.
failure-conflict-title = Бұл жазбаны басқа біреу өзгертіп үлгерді
failure-conflict-text = Сіздің өзгерісіңіз сақталған жоқ, ал оның жазғаны сол күйі қалды. Бетті қайта ашып, жаңа күйін қарап, өзгерісті қайта енгізіңіз.
failure-disk-full-title = Серверде бос орын қалмады
failure-disk-full-text = Соңғы әрекетіңіз сақталған жоқ. Бұрын сақталғанның бәрі орнында, оны оқуға болады. Әкімшіге хабарлаңыз, орын босаған соң әрекетті қайталаңыз.
failure-unavailable-title = Сервер қазір жауап бере алмай тұр
failure-unavailable-text = Дерекқормен байланыс уақытша үзілді. Бұрын сақталған ештеңе жоғалған жоқ. Бір минуттан соң бетті қайта ашып, соңғы әрекетіңіз сақталғанын тексеріңіз.
failure-internal-title = Бұл біздің қатеміз
failure-internal-text = Бетті көрсете алмадық. Бұрын сақталған ештеңе жоғалған жоқ, қате журналға жазылды. Бір минуттан соң қайта көріңіз.

## Форма

form-errors = { $count ->
    [one] Бір жерді түзету керек
   *[other] { $count } жерді түзету керек
}
form-optional = міндетті емес
form-save = Сақтау
form-cancel = Болдырмау
form-too-long = Мәтінді { $most } таңбаға дейін қысқартыңыз
form-emoji = Смайликтер мен суреттерді алып тастаңыз
form-not-of-name = Тек әріп, бос орын, дефис пен апостроф жазыңыз
form-invisible = Мәтінде көрінбейтін таңбалар бар, оны қолмен қайта теріп жазыңыз
form-draft-restored = { $time } жазылған жоба қайтарылды.
form-draft-discard = Жобаны тастау
file-here = Файлды осында сүйреңіз
file-choose = Файл таңдау
file-remove = Алып тастау: { $name }
file-large = { $name } рұқсат етілген көлемнен үлкен.
file-units = Б КБ МБ ГБ
file-going = Жүктелуде
file-there = Жүктелді
file-waits = Байланыс жоқ: қайта қосылғанда жалғасады
file-broken = Жүктелмеді
file-pause = Кідірту: { $name }
file-go-on = Жалғастыру: { $name }
file-unfinished = Алдыңғы жүктеу аяқталмады: жалғастыру үшін сол файлды қайта таңдаңыз.

## Қайтарылмайтын әрекет

confirm-keep = Сол күйі қалдыру

## Ұзақ жұмыс

job-progress = Жұмыстың барысы
job-count = { $total } заттың { $done } дайын
job-seconds = { $n } с қалды
job-minutes = { $n } мин қалды
job-hours = { $n } сағ қалды

## Тізім

list-pages = Беттер
list-first = Басына
list-before = Алдыңғы бет
list-after = Келесі бет
list-filter = Сүзу
list-drop-filter = Сүзгіні алып тастау

## Тарих, құрылым, сызба

history-empty = Әзірге ештеңе жазылмаған.
tree-branches = { $name }: құрамы
chart-share = Үлесі
ledger-sum = { $cap } ішінен { $used }
ledger-left = { $left } қалды
ledger-cap = шегі: { $cap }

# Барлық бөлімге ортақ
form-change = Өзгерту
form-date = Күнді 20.11.2026 түрінде жазыңыз
form-date-help = Мысалы, 31.01.2007
history-title = Тарихы
list-show = Көрсету
list-all = Толық тізім

## Дизайн үлгілерінің беті

style-title = Компоненттер
style-about = Барлық бет осы бөлшектерден құралады
style-outline = Компоненттер тізімі
style-colour-title = Түс
style-colour-about = Көгілдір түс әрекетті, алтын түс назарды білдіреді. Қызыл тек жоғалту мен бас тартуға арналған. Түс ешқашан жалғыз белгі болмайды: жанында сөз не таңба тұрады.
style-colour-paper = қағаз
style-colour-sheet = парақ
style-colour-sunk = ойық
style-colour-ink = сия
style-colour-action = әрекет
style-colour-attention = назар
style-colour-loss = жоғалту
style-colour-ramp = { $n }-реңк
style-type-title = Қаріп
style-type-about = Golos Text, айнымалы 400–700. Қазақ әліпбиінің 42 әрпі түгел.
style-badge-title = Белгі және тармақ
style-badge-about = Күйді бір-екі сөзбен атайды. Қасында кім, қашан екені жазылады. Тармақ шешімнің қай ережеге сүйенгенін көрсетеді.
style-badge-draft = Жоба
style-badge-review = Қаралуда
style-badge-agreed = Келісілді
style-badge-sign = Қол күтіп тұр
style-badge-days = 2 жұмыс күні қалды
style-badge-refused = Бас тартылды
style-badge-new = Жаңа
style-badge-open = Тіркелу ашық
style-clause = № 137 бұйрық, 12-тармақ
style-button-title = Батырма
style-button-about = Бір бетте бір негізгі әрекет. Қайтарылмайтын әрекет қызыл жиекпен беріледі.
style-button-sign = Қол қою
style-button-small = Шағын
style-button-off = Қолжетімсіз
style-card-title = Карточка мен сандар
style-card-about = Тізімге сыймайтын жеке зат. Карточка ішінде карточка болмайды.
style-card-name = Деректермен ойлау
style-card-text = 8 апта, сертификат беріледі.
style-card-credits = 4 кредит
style-card-facts = Мәліметтер
style-fact-group = Топ
style-fact-adviser = Эдвайзер
style-figure-learners = Білім алушы
style-figure-more = былтырғыдан 450 көп
style-figure-late = Мерзімі өткен өтініш
style-figure-oldest = ең ескісі 2 жұмыс күні
style-agenda-title = Күн тәртібі
style-agenda-about = Уақыт, не екені, бір әрекет. Қазір болып жатқаны ғана бояулы.
style-agenda-now = Қазір
style-agenda-later = Бүгін
style-agenda-lesson-kind = Тікелей сабақ басталды
style-agenda-lesson = Дерекқорлар жүйелері
style-agenda-lesson-about = Сәуле Мұқанова, 3-онлайн бөлме
style-agenda-minutes = 50 мин
style-agenda-join = Қосылу
style-agenda-work-kind = Бүгін тапсырылады
style-agenda-work = СӨЖ 5. Графтарды бояу
style-agenda-work-about = Дискретті математика
style-agenda-hours = 14 сағ қалды
style-agenda-hand-in = Тапсыру
style-table-title = Кесте, сүзгі, беттеу
style-table-about = Сүзгілер мекенжайда тұрады, әрқайсысын жеке алып тастауға болады. Тар жерде жол карточкаға айналады.
style-table-filters = Өтініштерді сүзу
style-table-caption = Үлгі кесте
style-table-name = Аты-жөні
style-table-unit = Факультет
style-table-any-unit = Барлық факультет
style-table-applicant = Өтініш беруші
style-table-ground = Негіз
style-table-term = Мерзімі
style-table-state = Күйі
style-table-mobility = Академиялық ұтқырлық
style-table-needs = Ерекше білім беру қажеттілігі
style-table-late = 2 жұмыс күніне кешікті
style-table-overdue = Мерзімі өткен
style-table-found = 63 өтініш
style-form-title = Форма
style-form-about = Бір баған, атауы өрістің үстінде. Қателер жоғарыда сілтеме болып жиналады, әрқайсысы өз өрісінің қасында да тұрады.
style-form-send = Өтініш жіберу
style-field-city = Қабылдаушы университет
style-field-until = Аяқталу күні
style-field-until-help = Мысалы, 31.01.2027
style-field-until-wrong = Аяқталу күнін жазыңыз
style-field-unit = Факультет
style-field-unit-none = Таңдаңыз
style-field-unit-it = Ақпараттық технологиялар
style-field-unit-wrong = Факультетті таңдаңыз
style-field-format = Оқыту форматы
style-field-mixed = Аралас
style-field-mixed-help = емтихан университетте
style-field-full = Толық қашықтықтан
style-field-full-help = емтихан прокторингпен
style-field-days = Қолайлы күндер
style-field-saturday = Сенбі
style-field-sunday = Жексенбі
style-field-note = Ескерту
style-field-code = Растау коды
style-field-agree = Ережемен таныстым
style-file-title = Файл тастау
style-file-about = Сүйреп, таңдап немесе камерамен. Скриптсіз де кәдімгі өріс болып қалады.
style-file-label = Растаушы құжаттар
style-file-help = PDF, JPG, DOCX, 50 МБ-қа дейін
style-dialog-title = Терезе
style-dialog-about = Тек қайтарылмайтын әрекетке. Не жоғалатынын атап, бір рет сұрайды. Скриптсіз дәл осы сұрақ өз бетінде тұрады.
style-delete = Жобаны өшіру
style-delete-title = Өтініш жобасын өшіру
style-delete-text = Өшірілген жобаны қайтару мүмкін болмайды. Мынаның бәрі жоғалады:
style-delete-fields = толтырылған 7 өріс
style-delete-files = 2 файл
style-nav-title = Қойынды және ағаш
style-nav-about = Қойынды бір заттың бөліктері арасында жүреді, әрқайсысының өз мекенжайы бар. Ағаш скриптсіз ашылады: аты бетке апарады, көрсеткі тармақтарын ашады.
style-tab-content = Мазмұны
style-tab-grades = Бағаларым
style-tab-forum = Форум
style-tree-label = Құрылым үлгісі
style-tree-faculty = Ақпараттық технологиялар факультеті
style-tree-department = Компьютерлік инженерия кафедрасы
style-tree-programme = 6B06102 Ақпараттық жүйелер
style-tree-mathematics = Қолданбалы математика кафедрасы
style-tree-people = 24 адам
style-empty-title = Бос күй
style-empty-about = Мұнда не тұратынын айтып, алғашқы қадамды ұсынады.
style-empty-name = Өтініштер осында жиналады
style-empty-text = Қашықтықтан оқуға ауысуды не академиялық демалысты сұрасаңыз, күйі мен мерзімі осы жерде көрінеді.
style-empty-step = Өтініш беру
style-history-title = Хронология
style-history-about = Кім, қашан, не істеді.
style-history-came = Өтініш түсті
style-history-changed = Мерзім өзгерді
style-history-detail = 20 қараша → 27 қараша
style-history-office = тіркеу офисі
style-chart-title = Сақина, ледгер, диаграмма
style-chart-about = Сурет серверде салынады, сандары жанында тұрады.
style-chart-percent = { $n } пайыз
style-chart-ledger = Қашықтықтан игерілетін кредит
style-chart-earned = игерілді
style-chart-now = осы семестр
style-chart-planned = жоспар
style-chart-grades = Бағалардың таралуы
style-chart-grade = Баға
style-chart-learners = Білім алушы
style-job-title = Ұзақ жұмыс
style-job-about = Қанша дайын, қанша уақыт қалды. Бетті жабуға болады, жұмыс тоқтамайды.
style-job-text = Курстар көшірілуде
style-flash-title = Хабарландыру
style-flash-about = Бет басында тұрады. Қысқа растау шетте пайда болады.
style-flash-done = Өтініш жіберілді. Жауап 27 қарашаға дейін келеді, бұл 5 жұмыс күні.
style-flash-attention = Пәндерге тіркелу 1 желтоқсанда жабылады.
style-flash-loss = Файлда вирус табылды, ол қабылданбады.
style-flash-toast = Жазба сақталды
style-flash-undo = Қайтару
style-refusal-title = Бас тарту
style-refusal-about = Не болмады, неге, қай тармақ, енді не істеуге болады. Төртеуі әрқашан бірге.
style-refusal-name = Кредит шегі асып кетеді
style-refusal-text = Бұл пәнді қоссаңыз, қашықтықтан игерілген кредит 66 болады.
style-refusal-rule = Ереже талабы
style-refusal-rule-value = 60-тан аспайды
style-refusal-yours = Сізде болады
style-refusal-yours-value = 66 кредит
style-refusal-way = Пәнді дәстүрлі форматта таңдау
style-refusal-way-text = Сол пән ИС-22 тобында күндіз оқытылады, 4 орын бар.
style-refusal-change = Ауыстыру
style-failure-title = Сәтсіздік беттері
style-failure-about = Бет ашылмаса, не болғаны, не сақталғаны және енді қайда баруға болатыны айтылады. Әрқайсысын ашып көруге болады.
style-exam-title = Емтихан: палитра, сақтау, байланыс
style-exam-about = Ештеңе жыпылықтамайды. Сақталғаны тек дискіге жазылған соң айтылады.
style-exam-palette = Сұрақтар палитрасының үлгісі
style-exam-question-saved = сақталды
style-exam-question-blank = жауап жоқ
style-exam-saved = сақталды 14/14
style-exam-sending = сақталды 14/15, жіберілуде
style-exam-broken = Байланыс үзілді. Жұмысты жалғастыра беріңіз, жауаптар осы құрылғыда.

## Басқа адамның атынан

acting-label = Басқа адамның атынан
acting-banner = { $behind }, сіз { $name } атынан отырсыз. Бұл сеанс жарты сағатта аяқталады, әр әрекет журналда екі атпен жазылады.
acting-return = Өзіме оралу
