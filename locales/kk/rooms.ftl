# Аудиториялар мен жабдық.

rooms-title = Аудиториялар
rooms-about = Оқу орындары, олардың орын саны мен жабдығы
rooms-filters = Аудиторияларды сүзу
rooms-any-kind = Кез келген түр
rooms-found = { $count ->
    [one] { $count } аудитория
   *[other] { $count } аудитория
}
rooms-found-many = { $count }-нан көп аудитория
rooms-all = Барлық аудитория
rooms-empty = Аудиториялар әлі жазылмаған
rooms-empty-text = Мұнда ғимараттар мен нөмірлер бойынша аудиториялар, олардың орын саны мен жабдығы тұрады.
rooms-not-found = Мұндай аудитория жоқ
rooms-not-found-text = Басқа түрді таңдап көріңіз.

room-title = Аудитория
room-add = Аудитория қосу
room-new = Жаңа аудитория
room-edit = Аудиторияны өзгерту
room-added = Аудитория қосылды: { $name }.
room-about = Аудитория туралы
room-place = Орналасқан жері
room-use = Не үшін арналған
room-building-help = Ғимараттың атауы, мысалы: Бас ғимарат. Ғимарат біреу болса, бос қалдырыңыз
room-code-help = Есіктегі нөмір, мысалы: 305
room-kind-help = Ереже мультимедиялық сыныптар мен электрондық оқу залдарын талап етеді (R16-6.3)
room-no-unit = Бекітілмеген
room-taken = Бұл ғимаратта мұндай нөмірлі аудитория бар
room-places-range = 0 мен { $most } аралығындағы сан жазыңыз
room-places-count = { $count ->
    [one] { $count } орын
   *[other] { $count } орын
}

room-kind-lecture = Дәріс аудиториясы
room-kind-seminar = Семинар бөлмесі
room-kind-computer = Компьютерлік сынып
room-kind-multimedia = Мультимедиялық сынып
room-kind-reading = Электрондық оқу залы
room-kind-laboratory = Мультимедиялық зертхана
room-kind-studio = Бейнестудия
room-kind-testing = Тестілеу залы
room-kind-proctored = Прокторингі бар тестілеу залы
room-kind-other = Басқа бөлме

room-closing = Аудиторияны жабу
room-close = Аудиторияны жабу
room-close-text = «{ $name }» енді тізімдерде таңдалмайды және ереже талаптарына есептелмейді.
room-close-loss = аудиторияға жабдық қосу мүмкіндігі
room-closed = Аудитория жабылды.
room-reopened = Аудитория қайта ашылды.
room-reopen-unit = Алдымен аудиторияға бекітілген бөлімшені қайта ашыңыз.
room-held = Аудиторияны әзірге жабуға болмайды
room-held-text = { $count ->
    [one] Мұнда { $count } дана жабдық тұр. Алдымен оны басқа аудиторияға ауыстырыңыз немесе есептен шығарыңыз.
   *[other] Мұнда { $count } дана жабдық тұр. Алдымен оларды басқа аудиторияға ауыстырыңыз немесе есептен шығарыңыз.
}
room-back = Аудитория бетіне қайту

## Жабдық

equipment-title = Жабдық
equipment-add = Жабдық қосу
equipment-new = Жаңа жабдық
equipment-edit = Жабдықты өзгерту
equipment-added = Жабдық қосылды: { $name }.
equipment-empty = Мұнда жабдық жазылмаған
equipment-empty-text = Түгендеу нөмірі, саны, желіге қалай шығатыны және күйі осында тұрады.
equipment-what = Не
equipment-where = Қайда және қандай күйде
equipment-title-help = Өндірушісі мен үлгісі, құжаттағыдай
equipment-network-help = Ереже телекоммуникациялық желіге шыға алатын жабдықты талап етеді: интернет, спутниктік теледидар (R16-6.2)
equipment-count-range = 1 мен { $most } аралығындағы сан жазыңыз
equipment-taken = Бұл түгендеу нөмірі басқа жабдыққа берілген
equipment-room-closed = Бұл аудитория жабылған, басқасын таңдаңыз

equipment-kind-computer = Компьютер
equipment-kind-server = Сервер жабдығы
equipment-kind-display = Проектор не тақта
equipment-kind-camera = Камералар
equipment-kind-sound = Дыбыс жабдығы
equipment-kind-network = Желілік жабдық
equipment-kind-satellite = Спутниктік қабылдағыш
equipment-kind-laboratory = Зертханалық жабдық
equipment-kind-other = Басқа жабдық

equipment-network-none = Желіге шықпайды
equipment-network-internet = Интернетке шығады
equipment-network-satellite = Спутниктік теледидар
equipment-network-local = Ішкі желіге ғана шығады

equipment-state-working = Жарамды
equipment-state-repair = Жөндеуде
equipment-state-written_off = Есептен шығарылған

## Талаптар

demands-title = Ереже талаптары
demands-about = Қашықтықтан оқыту ережелері бөлмелерден, жабдықтан және бөлімшелерден нені талап етеді, ұйымда не бар. Тармақтар талаптар тізіліміндегі нөмірімен берілген: R16 — 2016 жылғы ереже, R20 — 2020 жылғы басылым, RA — ұйымның ішкі ережесі. Қанша болса жеткілікті екенін ешбір тармақ айтпайды.
demands-met = { $all } талаптың { $met } орындалған
demand-what = Не талап етіледі
demand-clauses = Тармақтар
demand-there = Не бар
demand-met = Бар
demand-missing = Жоқ
demand-nothing = ештеңе жазылмаған
demand-pieces = { $count ->
    [one] { $count } дана жарамды жабдық
   *[other] { $count } дана жарамды жабдық
}
demand-connected = Телекоммуникациялық желіге шығатын жабдық
demand-multimedia = Мультимедиялық сыныптар
demand-reading = Электрондық оқу залдары
demand-laboratory = Мультимедиялық зертханалар
demand-testing = Тестілеу кешені
demand-unit_organisation = Қашықтықтан оқытуды ұйымдастыратын бөлімше
demand-unit_methodical = Әдістемелік қамтамасыз ететін бөлімше
demand-unit_technical = Ақпараттық-техникалық қамтамасыз ететін бөлімше
demand-unit_testing = Тестілеу бөлімшесі

## Өрістер

field-room-building = Ғимарат
field-room-code = Нөмірі
field-room-kind = Түрі
field-room-places = Орын саны
field-room-unit = Жауапты бөлімше
field-equipment-piece = Түгендеу нөмірі
field-equipment-inventory = Түгендеу нөмірі
field-equipment-kind = Түрі
field-equipment-title = Атауы
field-equipment-count = Саны
field-equipment-network = Желі
field-equipment-state = Күйі
field-equipment-room = Аудитория

## Журнал

kind-room = Аудитория
kind-rooms = Аудиториялар тізімі
act-room-added = Аудитория қосылды
act-room-changed = Аудитория өзгертілді
act-room-closed = Аудитория жабылды
act-room-reopened = Аудитория қайта ашылды
act-room-equipped = Аудиторияға жабдық қосылды
act-room-equipment-changed = Аудиторияның жабдығы өзгертілді
act-rooms-exported = Аудиториялар тізімі файлға шығарылды
