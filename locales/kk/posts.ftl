# Лауазымдар, кімнің қай лауазымда екені.

posts-title = Лауазымдар
posts-about = Бөлімшелердің лауазымдары, ставкалары және ондағы адамдар
posts-filters = Лауазымдарды сүзу
posts-any-kind = Кез келген түр
posts-vacant-only = Бос ставкасы барлар
posts-held-by = Кім атқарады
posts-free = бос { $rate }
posts-found = { $count ->
    [one] { $count } лауазым
   *[other] { $count } лауазым
}
posts-found-many = { $count }-нан көп лауазым
posts-all = Барлық лауазым
posts-empty = Лауазымдар әлі жазылмаған
posts-empty-text = Мұнда әр бөлімшенің лауазымдары, олардың ставкасы мен оны кім қай бұйрықпен атқаратыны тұрады.
posts-not-found = Мұндай лауазым табылмады
posts-not-found-text = Сүзгілерді азайтып көріңіз.

post-add = Лауазым қосу
post-new = Жаңа лауазым
post-edit = Лауазымды өзгерту
post-added = Лауазым қосылды: { $name }.
post-about = Лауазым туралы
post-title = Лауазым атауы
post-rate-help = Неше ставка бар, мысалы: 1 немесе 0,5
post-rate-wrong = 0,01-ден 100-ге дейінгі санды жазыңыз, мысалы: 1 немесе 0,5
post-kind-help = Ереже қашықтықтан оқытуды ұйымдастыратын, әдістемелік және техникалық қамтамасыз ететін қызметкерлердің болуын талап етеді (R16-19)
post-rates = { $rate } ставка
post-taken = Бос емес ставка
post-free = Бос ставка
post-over = Ставкадан асып тұр
post-now = Қазір атқарып жүргендер
post-coming = Алдағы тағайындаулар
post-former = Бұрын атқарғандар
post-vacant = Бұл лауазым бос
post-vacant-text = Тағайындалған адам мен бұйрықтың нөмірі осында тұрады.
post-back = Лауазым бетіне қайту

post-kind-leader = Басшылық
post-kind-teaching = Оқытушылар құрамы
post-kind-methodical = Әдістемелік қамтамасыз ету
post-kind-support = Ұйымдастыру және көмекші жұмыс
post-kind-technical = Ақпараттық-техникалық қамтамасыз ету

post-closing = Лауазымды жабу
post-close = Лауазымды жабу
post-close-text = «{ $name }» лауазымына енді ешкім тағайындалмайды.
post-close-loss = осы лауазымға адам тағайындау мүмкіндігі
post-closed = Лауазым жабылды.
post-reopened = Лауазым қайта ашылды.
post-reopen-unit = Алдымен лауазымның бөлімшесін қайта ашыңыз.
post-held = Лауазымды әзірге жабуға болмайды
post-held-text = { $count ->
    [one] Бұл лауазымда { $count } адам бар. Алдымен оны босатыңыз.
   *[other] Бұл лауазымда { $count } адам бар. Алдымен оларды босатыңыз.
}
post-unit-head = Бөлімше басшысы
post-unit-posts = Лауазымдар
post-unit-none = Бұл бөлімшеде лауазым жоқ.
post-unit-vacant = бос
post-held-by-unit = { $count ->
    [one] { $count } лауазымды жабыңыз немесе басқа бөлімшеге ауыстырыңыз
   *[other] { $count } лауазымды жабыңыз немесе басқа бөлімшеге ауыстырыңыз
}

moves-posts = { $count ->
    [one] { $count } лауазымға тағайындау
   *[other] { $count } лауазымға тағайындау
}
moves-post-twice = Екі жазба да «{ $name }» лауазымына тағайындалған: алдымен біреуін босатыңыз

## Тағайындау

appointment-add = Адам тағайындау
appointment-new = Лауазымға тағайындау
appointment-who = Кім
appointment-what = Ставка және мерзім
appointment-order = Бұйрық
appointment-added = Тағайындалды: { $name }.
appointment-since = { $from } бастап
appointment-term = { $from } – { $until }
appointment-rate-help = Қанша ставкаға, мысалы: 1 немесе 0,5
appointment-rate-wrong = 0,01-ден { $most }-ке дейінгі санды жазыңыз
appointment-until-help = Мерзімі белгісіз болса, бос қалдырыңыз
appointment-until-before = Соңғы күн бірінші күннен бұрын тұр, түзетіңіз
appointment-twice = Бұл адам осы күндері осы лауазымда бар. Алдымен бұрынғы тағайындауды аяқтаңыз немесе күндерді өзгертіңіз
appointment-post-full = Лауазымда { $rate } ставка бар, сонда { $taken } болып кетеді. Ставканы азайтыңыз немесе төменде келісіңіз
appointment-person-full = Бұл адамның барлық лауазымы { $taken } ставка болады, әдетте { $most }-тен аспайды. Ставканы азайтыңыз немесе келісіңіз
appointment-post-closed = Лауазым жабылған: оған тағайындауға болмайды.
appointment-end = Босату: { $name }
appointment-end-ask = Босату
appointment-end-do = Босату
appointment-ended = Лауазымнан босатылды: { $name }.
appointment-over = Бұл тағайындау аяқталып қойған. { $name }
appointee-help = Тегі мен аты, логині немесе поштасы
appointee-missing = Кімді тағайындайтыныңызды жазыңыз
appointee-nobody = Мұндай адам табылмады, басқаша жазып көріңіз
appointee-choose = Табылғандардың бірін таңдаңыз

## Өрістер

field-post-unit = Бөлімше
field-post-kind = Түрі
field-post-rate = Ставка
field-title-kk = Атауы, қазақша
field-title-ru = Атауы, орысша
field-title-en = Атауы, ағылшынша
field-appointee = Адам
field-appointee-id = Табылғандар
field-appointment-rate = Ставка
field-appointment-from = Бірінші күн
field-appointment-until = Соңғы күн
field-appointment-agreed = Ставкадан асатынын білемін, солай тағайындалсын
field-order-number = Бұйрық нөмірі
field-order-date = Бұйрық күні

## Журнал

kind-post = Лауазым
act-post-added = Лауазым қосылды
act-post-changed = Лауазым өзгертілді
act-post-closed = Лауазым жабылды
act-post-reopened = Лауазым қайта ашылды
act-post-filled = Лауазымға тағайындалды
act-post-left = Лауазымнан босатылды
