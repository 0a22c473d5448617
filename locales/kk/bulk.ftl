# Көп адамға бір әрекет
bulk-title = Тізіммен әрекет
bulk-open = Тізіммен әрекет
bulk-open-help = Белгіленген адамдармен, белгі болмаса — сүзілген тізімнің бәрімен
bulk-tick = Таңдау: { $name }
bulk-which = Қандай әрекет
bulk-give = Рөл беру
bulk-end = Рөлді аяқтау
bulk-move = Топқа көшіру
bulk-lock = Бұғаттау
bulk-unlock = Бұғаттан шығару
bulk-ask = Келісім сұрау
bulk-anywhere = Қай жерде болса да
bulk-group = Қай топқа
bulk-too-many = Тізімде 10 000-нан көп адам бар: сүзгілермен қысқартыңыз
bulk-whole-list =
    { $count ->
        [one] Тізімнің бәрі: { $count } адам
       *[other] Тізімнің бәрі: { $count } адам
    }
bulk-ticked =
    { $count ->
        [one] Белгіленген: { $count } адам
       *[other] Белгіленген: { $count } адам
    }
bulk-nothing-yet = Алдымен кіммен не болатыны көрсетіледі. Растағанша ештеңе өзгермейді.
bulk-look = Не болатынын көру
bulk-last = Соңғы әрекеттерім
bulk-ground-missing = Негізін жазыңыз
bulk-nobody = Бұл тізімде ешкім жоқ
bulk-state-preview = растауды күтуде
bulk-state-running = орындалуда
bulk-state-done = орындалды
bulk-ground = Негізі: { $ground }
bulk-counts = Саны
bulk-confirm =
    { $count ->
        [one] { $count } адамға орындау
       *[other] { $count } адамға орындау
    }
bulk-idle = Бұл әрекет ешкімге қатысты емес.
bulk-remove = Бас тарту
bulk-removed = Әрекеттен бас тартылды, ештеңе өзгерген жоқ.
bulk-filter = Нәтижесі бойынша
bulk-outcome = Нәтижесі
bulk-will = Орындалады
bulk-done = Орындалды
bulk-file = Әрекет нәтижесі
bulk-running-about = Бетті жаба беруге болады: жұмыс өзі жалғасады.
bulk-why-asker = Әрекетті растаған адамның құқығы тоқтаған
bulk-why-held = Бұл рөлі бар
bulk-why-not-held = Мұндай рөлі жоқ
bulk-why-own-key = Өз әкімші рөліңізді аяқтай алмайсыз
bulk-why-no-learner = Топта оқымайды
bulk-why-in-group = Осы топта оқиды
bulk-why-oneself = Өзіңізді бұғаттай алмайсыз
bulk-why-locked = Бұғатталған
bulk-why-open = Бұғатталмаған
bulk-why-consent-given = Келісім берген
bulk-why-consent-asked = Келісім сұралған
bulk-why-gone = Мұндай адам жоқ
field-bulk-deed = Әрекет
field-bulk-done = Орындалды
field-bulk-left-out = Тыс қалды
act-people-acted = Тізіммен әрекет жасалды
kind-bulk = Тізіммен әрекет
job-kind-people-act = Тізіммен әрекет
job-kind-people-forget-acts = Тізіммен жасалған ескі әрекеттерді өшіру
job-schedule-forget-acts = Тізіммен жасалған ескі әрекеттерді өшіру
