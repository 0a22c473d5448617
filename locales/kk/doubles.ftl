# Бір адамның екі жазбасы.

doubles-title = Қосарланған жазбалар
doubles-grounds = Неге ұқсас
doubles-by-birth = Аты мен туған күні бірдей
doubles-by-name = Аты бірдей, туған күні жазылмаған
doubles-by-phone = Телефоны бірдей
doubles-about-birth = Аты-жөні және туған күні бірдей жазбалар. Ё мен е, ә мен а сияқты әріптер және тегі мен атының реті ескерілмейді.
doubles-about-name = Аты-жөні бірдей, бірақ біреуінде туған күні жоқ жазбалар.
doubles-about-phone = Телефоны және аты не туған күні бірдей жазбалар. Ата-анасы мен баласы көрсетілмейді.
doubles-empty = Мұндай жұп жоқ
doubles-empty-text = Қосарланған болуы мүмкін жазбалар осында тұрады.
doubles-one = Бірінші жазба
doubles-other = Екінші жазба
doubles-next = Әрі қарай
doubles-compare = Салыстыру
doubles-compare-of = Салыстыру: { $name }
doubles-other-iin = ЖСН-дері әртүрлі
doubles-compare-title = Екі жазбаны салыстыру
doubles-compare-about = Қай жазба қалатынын және әр өрісте қайсысы дұрыс екенін таңдаңыз.
doubles-tell-apart = Бұл екі адам
doubles-told-apart = Екі бөлек адам деп белгіленді.
doubles-barred = Бұл жазбаларды біріктіре алмайсыз
doubles-barred-same = Бұл бір ғана жазба.
doubles-barred-oneself = Өз жазбаңызды басқа біреу біріктіруі керек.
doubles-barred-administrator = Әкімшінің жазбасын тек әкімші біріктіреді.
doubles-barred-related = Бірі екіншісінің заңды өкілі: бұл екі адам.
doubles-hindered = Алдымен мынаны шешу керек
doubles-field = Өріс
doubles-keep = Қалатын жазба
doubles-keep-missing = Қай жазба қалатынын таңдаңыз
doubles-choice-missing = Қайсысы дұрыс екенін таңдаңыз
doubles-ground-missing = Неліктен біріктіретініңізді жазыңыз
doubles-ground-help = Мысалы: адамның өтініші, жеке куәлігі
doubles-changed = Жазба осы арада өзгерді: бетті қайта қарап шығып, тағы жіберіңіз
doubles-added = Қосылған күні: { $date }
doubles-open = Адамның беті
doubles-photo = Фотосы бар
doubles-nothing = жоқ
doubles-moves = Қалатын жазбаға өтеді
doubles-ends = Жазбамен бірге бітеді
doubles-keeps = Екінші жазба сілтеме болып қалады: ескі сілтемелері мен логині қалған жазбаға апарады. Бұл әрекет қайтарылмайды.
doubles-merge = Біріктіру
doubles-merged = Жазбалар біріктірілді: { $name }
doubles-already = Бұл жазба бұрын біріктірілген: { $name }

## Не өтеді, не бітеді

moves-roles = { $count ->
    [one] { $count } рөл
   *[other] { $count } рөл
}
moves-representatives = { $count ->
    [one] { $count } заңды өкіл
   *[other] { $count } заңды өкіл
}
moves-wards = { $count ->
    [one] Өкілі болатын { $count } адам
   *[other] Өкілі болатын { $count } адам
}
moves-consents = { $count ->
    [one] { $count } келісім
   *[other] { $count } келісім
}
moves-imports = { $count ->
    [one] { $count } тізім импорты
   *[other] { $count } тізім импорты
}
moves-bulk-acts = { $count ->
    [one] { $count } жаппай әрекет
   *[other] { $count } жаппай әрекет
}
moves-jobs = { $count ->
    [one] { $count } тапсырылған жұмыс
   *[other] { $count } тапсырылған жұмыс
}
moves-files = { $count ->
    [one] Әкелінген { $count } файл
   *[other] Әкелінген { $count } файл
}
moves-mails = { $count ->
    [one] { $count } хат
   *[other] { $count } хат
}
moves-documents = { $count ->
    [one] { $count } құжат
   *[other] { $count } құжат
}
moves-tokens = { $count ->
    [one] Бағдарламаның { $count } токені
   *[other] Бағдарламаның { $count } токені
}
ends-passkeys = { $count ->
    [one] { $count } кіру кілті
   *[other] { $count } кіру кілті
}
ends-sessions = { $count ->
    [one] { $count } ашық сеанс
   *[other] { $count } ашық сеанс
}
ends-password = Құпиясөз
doubles-shown = { $count ->
    [one] Бетте { $count } жұп
   *[other] Бетте { $count } жұп
}

## Өрістер

field-merged-record = Біріктірілген жазба
field-kept-record = Қалған жазба
field-another-person = Басқа адам

## Журнал

act-person-merged = Екінші жазба осыған біріктірілді
act-person-merged-away = Жазба басқасына біріктірілді
act-person-told-apart = Екі бөлек адам деп белгіленді
