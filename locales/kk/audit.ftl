# Әрекеттер журналы: кім, қашан, не істеді, және оның өзгермегенінің дәлелі.

audit-title = Әрекеттер журналы
audit-caption = Жүйедегі әрекеттер, соңғысы жоғарыда
audit-last-seal = Соңғы мөр
audit-head = Тізбек басы
audit-not-sealed = Әзірге мөрленген жазба жоқ
audit-heads = Тізбек бастары
audit-heads-about = Бұл файлды серверден бөлек жерде сақтаңыз: журнал кесілсе не қайта жазылса, сонымен салыстырғанда көрінеді.
audit-sheet-about = Сүзілген тізім, 100 000 жолға дейін
audit-sheet-capped = Кестеге соңғы { $count } жазба ғана кірді. Қалғанын алу үшін сүзгіні тарылтыңыз.

## Сүзгілер

audit-filters = Журналды сүзу
audit-search = Адамның не нысанның аты
audit-any-act = Барлық әрекет
audit-any-kind = Барлық нысан
audit-from = Қай күннен
audit-until = Қай күнге дейін
audit-date-example = Мысалы, 20.11.2026
audit-date-form = Күнді 20.11.2026 түрінде жазыңыз
audit-date-year = Жылды төрт цифрмен жазыңыз: 2026
audit-date-day = Күнтізбеде мұндай күн жоқ
audit-date-range = Жыл 1900 бен 2199 аралығында болуы керек
audit-date-order = Соңғы күн бастапқы күннен ерте тұр
audit-filter-person = Әрекет еткен: { $name }
audit-filter-object = Нысан: { $name }
audit-found = { $count ->
    [one] { $count } жазба
   *[other] { $count } жазба
}
audit-found-more = { $count } жазбадан көп
audit-none-found = Мұндай жазба табылмады
audit-none-found-text = Сүзгінің бірін алып тастаңыз не күн аралығын кеңейтіңіз.
audit-none = Журнал әзірге бос
audit-none-text = Мұнда жүйеде кім, қашан, не істегені жазылады. Алғашқы әрекеттен кейін жазба өзі пайда болады.

## Жазба

audit-act = Әрекет
audit-object = Нысан
audit-kind = Нысан түрі
audit-who = Кім
audit-role = Рөлі
audit-when = Қашан
audit-ground = Негіз
audit-ground-of = Негіз: { $ground }
audit-no-ground = көрсетілмеген
audit-origin = Қайдан
audit-request = Сұрау нөмірі
audit-id = Жазба белгісі
audit-nobody = Жүйенің өзі
audit-what = Не болды
audit-changes = Өзгерістер
audit-field = Өріс
audit-old = Бұрын
audit-new = Енді
audit-empty-value = бос
audit-secret = Өзгертілді, мәні көрсетілмейді
audit-changed-secret = { $field }: өзгертілді
audit-more = Тағы қарау
audit-of-object = Осы нысанға қатысты барлық әрекет
audit-of-person = Осы адамның барлық әрекеті

## Мөр

audit-proof = Мөр
audit-proof-unsealed = Әлі мөрленбеген
audit-proof-unsealed-text = Жазба енді ғана түсті. Бір секунд ішінде мөрленеді, бетті сәлден соң қайта ашыңыз.
audit-proof-holds = Мөрі бүтін
audit-proof-holds-text = Жазба мөрленгеннен бері өзгермеген: топтаманың түбірі де, қолтаңбасы да сәйкес.
audit-proof-broken = Мөрі бұзылған
audit-proof-broken-text = Жазба мөрленген күйінен өзгеше. Бүкіл журналды тексеріңіз.
audit-proof-unclear = Мөрі табылмады
audit-proof-unclear-text = Жазбаның топтамасы орнында емес. Бүкіл журналды тексеріңіз: тексеру алғашқы бұзылған жерді атайды.
audit-position = Журналдағы орны
audit-batch = Топтама
audit-sealed-at = Мөрленген уақыты
audit-root = Топтама түбірі
audit-key = Ашық кілт
audit-key-since = { $batch }-топтамадан бастап
audit-key-unknown = сенімді кілттер арасында жоқ
audit-key-changed = Кілт ауысқан. Қалпына келтіруден, көшіруден не жаңа сервер қосудан кейін бұл қалыпты. Басқа жағдайда себебін анықтаңыз.

## Тексеру

audit-check-title = Журнал тексерісі
audit-check-begin = Журналды тексеру
audit-check-again = Қайта тексеру
audit-check-running = Тексеріліп жатыр
audit-check-interrupted = Үзіліп қалды
audit-check-failed = Тексеру мүмкін болмады
audit-check-bad = Бұзылған жер бар
audit-check-whole = Бәрі бүтін
audit-check-begun = Бастаған: { $name }, { $when }
audit-check-running-text = Әр жазба мөрімен салыстырылып жатыр
audit-check-leave = Бұл бетті жабуға болады, тексеру тоқтамайды. Оны журнал бетінен қайта табасыз.
audit-check-interrupted-text = Сервер тексеру кезінде тоқтаған, сондықтан нәтиже жоқ. Журналға ештеңе болған жоқ. Тексеруді қайта бастаңыз.
audit-check-failed-text = Тексеру аяғына жетпеді, сондықтан журнал туралы ештеңе айтуға болмайды. Төмендегі себебін жойып, қайта тексеріңіз.
audit-check-whole-text = { $count ->
    [one] Мөрленген { $count } жазба сол күйінде тұр.
   *[other] Мөрленген { $count } жазбаның бәрі сол күйінде тұр.
}
audit-check-no-heads = Дерекқордан тыс сақталған тізбек бастары табылмады. Журналдың соңы кесілсе не бәрі қайта жазылса, бұл тексеруден көрінбейді.
audit-check-figures = Не тексерілді
audit-check-entries = Бүтін жазба
audit-check-batches = Бүтін топтама
audit-check-unsealed = Әлі мөрленбеген
audit-check-heads = Сырттағы тізбек басы
audit-first-bad = Алғашқы бұзылған жер
audit-missing = Жетіспейтін жазба
audit-what-to-do = Не істеу керек
audit-do-keep = Ештеңені түзетпеңіз. Дерекқордың және audit-heads.jsonl файлының көшірмесін алып, бөлек сақтаңыз.
audit-do-compare = Бұрын бөлек сақталған тізбек бастарымен oqu audit verify командасы арқылы салыстырыңыз.
audit-do-find = Дерекқорға кімнің қолы жеткенін анықтаңыз: жазбаны Oqu арқылы өзгерту мүмкін емес, тек дерекқордың өзінде ғана.
audit-do-restore = Сақтық көшірмені бөлек жерде қалпына келтіріп, бұзылған жерін салыстырыңыз.

audit-wrong-changed-title = { $position }-жазба өзгертілген
audit-wrong-changed-text = Жазба мөрленген күйінен өзгеше: бір не бірнеше өрісі кейін ауыстырылған.
audit-wrong-deleted-title = { $position }-жазба өшірілген
audit-wrong-deleted-text = Жазба мөрленген, бірақ енді дерекқорда жоқ.
audit-wrong-inserted-title = { $position }-орынға бөтен жазба қосылған
audit-wrong-inserted-text = Мөрленген жазбалардың арасына ешбір топтамада жоқ жазба кейін қосылған.
audit-wrong-moved-title = { $position }-жазба орнынан жылжытылған
audit-wrong-moved-text = Жазба бар, бірақ мөрленген ретінен басқа жерде тұр.
audit-wrong-truncated-title = Журналдың соңы кесілген
audit-wrong-truncated-text = { $batch }-топтамадан бастап ештеңе жоқ. Сырттағы тізбек бастары оларды біледі, дерекқор білмейді. Дерекқор ескі көшірмеге қайтарылған болуы да мүмкін.
audit-wrong-batch-missing-title = { $batch }-топтама жоқ
audit-wrong-batch-missing-text = Тізбектің ортасынан топтама өшірілген. Ол { $position }-жазбадан басталатын.
audit-wrong-batch-changed-title = { $batch }-топтама өзгертілген
audit-wrong-batch-changed-text = Топтама мөрленген күйінен өзгеше. { $position }-жазбадан бастап оның жазбаларына сенуге болмайды.
audit-wrong-chain-broken-title = { $batch }-топтама тізбекке жалғаспайды
audit-wrong-chain-broken-text = Қолтаңбасы дұрыс, бірақ алдыңғы топтамадан шықпайды: уақыты не саны ауыстырылған. Ол { $position }-жазбадан басталады.
audit-wrong-signature-wrong-title = { $batch }-топтаманың қолтаңбасы дұрыс емес
audit-wrong-signature-wrong-text = Топтама қайта есептелген, бірақ оған кілтпен қол қойылмаған. { $position }-жазбадан бастап жазбалары өзгертілген болуы мүмкін.
audit-wrong-key-unknown-title = { $batch }-топтамаға бөтен кілтпен қол қойылған
audit-wrong-key-unknown-text = Бұл кілт деректер қалтасындағы keys қалтасында жоқ. Жаңа сервер қосылған не жүйе қалпына келтірілген болса, ашық кілтті тексеріп, сол қалтаға салыңыз. Әйтпесе { $position }-жазбадан бастап топтаманы басқа біреу жазған.
audit-wrong-head-differs-title = { $batch }-топтама сыртта сақталғаннан өзгеше
audit-wrong-head-differs-text = Дерекқордағы тізбек басы сырттағымен сәйкес емес: журнал { $position }-жазбадан бастап қайта жазылған не бұрынғы күйіне қайтарылған.

## Журналдың өзіне қатысты әрекеттер

act-audit-exported = Журнал файлға шығарылды
act-audit-check-started = Журналды тексеру басталды
act-audit-check-finished = Журналды тексеру аяқталды
kind-audit = Әрекеттер журналы
kind-audit-check = Журнал тексерісі
field-result = Нәтижесі
