# Ұйымның ішкі ережелері.

regulations-title = Ішкі ережелер
regulations-empty = Құжат әлі жарияланбаған
regulations-empty-text = Ұйымның өз ережелері осында тұрады.
regulations-in-force = Қолданыста
regulations-ahead = Күшіне енеді
regulations-before = Бұрынғы редакциялар
regulation-in-force = Қолданыста
regulation-ahead = Әлі күшіне енген жоқ
regulation-over = Күші жойылған
regulation-cancelled = Жойылды
regulation-add = Құжат қосу
regulation-new = Жаңа құжат
regulation-edit = Құжатты өзгерту
regulation-publish = Жариялау
regulation-added = Құжат жарияланды: { $name }
regulation-about = Құжат туралы
regulation-force = Қолданылу мерзімі
regulation-approved = Бекітілді
regulation-from = { $from } – мерзімсіз
regulation-from-until = { $from } – { $until }
regulation-never = Күшіне енбеген
regulation-read = PDF оқу
regulation-open = PDF оқу: { $name }
regulation-replaced-by = Орнына келген редакция
regulation-title-other = Басқа тілдегі атауы
regulation-kind-choose = Таңдаңыз
regulation-replaces-none = Алғашқы редакция
regulation-day-help = Мысалы: 01.09.2026
regulation-approved-help = Мысалы: Ғылыми кеңестің № 3 хаттамасы
regulation-until-help = Белгілі болмаса, бос қалдырыңыз: құжат ауыстырылғанша қолданылады
regulation-replaces-help = Бұрынғы редакцияның мерзімі жаңасы күшіне енгенде бітеді
regulation-file = PDF файл
regulation-file-other = Басқа PDF файл
regulation-file-help = PDF, 30 МБ-қа дейін
regulation-file-now = Қазіргі файл
regulation-no-pdf = Бұл PDF емес: құжатты PDF түрінде сақтап, қайта таңдаңыз
regulation-title-missing = Атауын кемінде бір тілде жазыңыз
regulation-wrong-term = Соңғы күн бірінші күннен бұрын
regulation-wrong-approval = Құжат бекітілген күнінен бұрын күшіне енбейді
regulation-wrong-replaces = Мұндай редакция жоқ
regulation-wrong-round = Құжат өзін немесе өзінен кейінгі редакцияны ауыстыра алмайды
regulation-wrong-kind = Бұрынғы редакция басқа нәрсе туралы
regulation-wrong-replaced = Бұл редакцияның орнына басқа редакция келген
regulation-wrong-early = Жаңа редакция бұрынғысынан ерте басталмайды
regulation-close = Жою
regulation-closing = Құжатты жою
regulation-close-text = «{ $name }» құжатын бүгіннен бастап жою керек пе?
regulation-close-loss = Құжат қолданыстағылардың қатарынан шығады, «Жойылды» белгісімен оқуға қалады
regulation-closed = Құжат жойылды, оқуға қалды.
regulation-reopen = Қолданысқа қайтару
regulation-reopened = Құжат қолданысқа қайтарылды.
regulation-demands = Талап етілетін құжаттар
regulation-demands-about = Ереже-бұйрықтар ұйымның өзіне қалдырған мәселелер. Құжат бүгін қолданыста болса, талап орындалған. Тармақтар талаптар тізіліміндегі нөмірімен берілген: R16 — 2016 жылғы ереже, R20 — 2020 жылғы басылым, RA — ұйымның ішкі ережесі.
regulation-demands-met = { $all } құжаттың { $met } қолданыста

## Түрлері

regulation-kind-distance = Қашықтықтан оқыту
regulation-kind-assessment = Білімді бағалау
regulation-kind-time_norms = Оқу жұмысының уақыт нормалары
regulation-kind-mobility = Қашықтықтан академиялық ұтқырлық
regulation-kind-courses = Танылатын онлайн-курстар мен платформалар
regulation-kind-resources = Цифрлық білім беру ресурстары
regulation-kind-instruction = Қашықтықтан оқыту нұсқаулығы
regulation-kind-admission = Қашықтықтан оқуға қабылдау
regulation-kind-attestation = Қорытынды аттестаттау
regulation-kind-practice = Кәсіптік практика
regulation-kind-policy = Академиялық саясат
regulation-kind-honesty = Академиялық адалдық
regulation-kind-other = Басқа құжат

## Өрістер

field-regulation-kind = Неге қатысты
field-regulation-number = Нөмірі
field-approved-on = Бекітілген күні
field-approved-by = Кім бекітті
field-force-from = Қолданылады, бастап
field-force-until = Қолданылады, дейін
field-replaces = Орнына
field-regulation-file = Файлы (SHA-256)

## Журнал

kind-regulation = Ішкі ереже
act-regulation-added = Ішкі ереже жарияланды
act-regulation-changed = Ішкі ереже өзгертілді
act-regulation-cancelled = Ішкі ереже жойылды
act-regulation-restored = Ішкі ереже қолданысқа қайтарылды
