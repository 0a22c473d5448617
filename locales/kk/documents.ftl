# Register
document-title = Берілген құжаттар
document-about = Ұйым берген құжаттардың тізілімі
document-filters = Құжаттарды сүзу
document-search = Аты-жөні немесе құжат нөмірі
document-any-kind = Кез келген түрі
document-any-state = Кез келген күйі
document-state = Күйі
document-valid = Жарамды
document-revoked = Күші жойылған
document-from = Бастап
document-until = Дейін
document-date-example = Мысалы: 20.11.2026
document-date-form = Күнді 20.11.2026 түрінде жазыңыз
document-date-year = Жылды төрт цифрмен жазыңыз
document-date-day = Күнтізбеде мұндай күн жоқ
document-date-range = 1900 мен 2199 жылдар аралығындағы күнді жазыңыз
document-date-order = Соңғы күн бастапқы күннен ерте болмасын
document-caption = Берілген құжаттар, жаңасынан бастап
document-number = Нөмірі
document-number-of = № { $number }
document-issued = Берілген күні
document-issued-by = Кім берді
document-issuer = Берген ұйым
document-found =
    { $count ->
        [one] { $count } құжат
       *[other] { $count } құжат
    }
document-found-many = { $count } құжаттан көп. Іздеуді нақтылаңыз.
document-none = Мұнда берілген құжаттар тұрады
document-none-text = Анықтама білім алушының парағынан беріледі.
document-none-found = Мұндай құжат табылмады
document-none-found-text = Жазылуын тексеріңіз немесе сүзгілерді алып тастаңыз.
document-language-kk = Қазақша
document-language-ru = Орысша
document-language-en = Ағылшынша

# One document
document-facts = Мәліметтер
document-check = Тексеру
document-check-about = Осы код бойынша құжаттың түпнұсқалығын кез келген адам тексере алады.
document-revoked-by = Күші жойылды: { $who }, { $when }
document-no-file = № { $name } құжаттың күші жойылған, оның файлы берілмейді.
document-revoke = Күшін жою
document-revoke-title = Құжаттың күшін жою
document-revoke-text = { $kind } № { $number }, { $name }. Мұны кейін қайтаруға болмайды.
document-revoke-loss-check = Тексеру парағы құжаттың күші жойылғанын көрсетеді
document-revoke-loss-file = Құжаттың файлы енді жүктелмейді
document-revoke-keeps = Құжат тізілімде және журналда қалады.
document-revoke-ground-help = Мысалы: деректе қате бар, орнына № 2026-00013 берілді
document-revoke-ground-missing = Күшін жою негізін жазыңыз
document-revoked-done = № { $name } құжаттың күші жойылды.

# Mine
document-mine = Менің құжаттарым
document-mine-about = Сіз туралы берілген құжаттар
document-mine-none = Мұнда сіздің құжаттарыңыз тұрады
document-mine-none-text = Берілген анықтамаларды кез келген уақытта қайта жүктей аласыз.
document-order = { $kind } алу

# On paper
document-check-alt = Құжатты тексеретін QR код: { $address }
document-check-caption = Құжаттың түпнұсқалығын QR код арқылы немесе мына мекенжайда код бойынша тексеруге болады:
document-check-label = Тексеру коды:
document-check-note = Құжатты ақпараттық жүйе жасады. Тізілімде болмаса немесе күші жойылса, құжат жарамсыз.

# Check
verify-title = Құжатты тексеру
verify-about = Ұйым берген құжаттың түпнұсқа екенін және күші барын анықтаңыз
verify-by-code = Код бойынша тексеру
verify-code = Құжаттағы код
verify-code-help = Он екі таңба QR кодтың жанында жазылған. Сызықша мен бас әріп міндетті емес.
verify-do = Тексеру
verify-no-code = Кодты құжаттағыдай он екі таңбамен жазыңыз
verify-unknown = Мұндай коды бар құжат берілмеген. Кодты қайта тексеріңіз; бәрі дұрыс болса, құжат жалған.
verify-by-file = Файл бойынша тексеру
verify-file = PDF файл
verify-file-help = 20 МБ-қа дейін. Файл сақталмайды, тек берілген құжаттармен салыстырылады.
verify-file-do = Салыстыру
verify-file-missing = Файлды таңдаңыз
verify-file-same = Файл № { $name } құжатпен бірдей: өзгертілмеген.
verify-file-unknown = Мұндай файл берілмеген: ол өзгертілген немесе басқа жерде жасалған. Қағаздағы құжатты код бойынша тексеріңіз.
verify-found = Құжат тізілімде бар
verify-valid = Құжат жарамды.
verify-valid-text = Оны төменде көрсетілген ұйым берген, күші жойылмаған.
verify-revoked = Құжаттың күші жойылған.
verify-revoked-text = Жойылған күні: { $date }.
verify-states = Тізілімдегі жазба
verify-compare = Осы деректерді қолыңыздағы құжатпен салыстырыңыз.
verify-another = Басқа құжатты тексеру

# Audit
act-document-issued = Құжат берілді
act-document-revoked = Құжаттың күші жойылды
kind-document = Құжат
field-document-kind = Түрі
field-document-subject = Кім туралы
field-document-language = Тілі
