# Хаттар: жіберілгені, кезекте тұрғаны, хаттың көрінісі.

mail-title = Хаттар
mail-caption = Порталдың хаттары, соңғысы жоғарыда
mail-set = Пошта бапталған
mail-not-set = Пошта бапталмаған
mail-not-set-title = Хаттар әзірге жіберілмейді
mail-not-set-text = Пошта сервері көрсетілмеген. Хаттар осында күтеді, сервер көрсетілген соң жіберіледі. Оны oqu.toml файлына жазып, Oqu бағдарламасын қайта іске қосыңыз:
mail-demo-text = Бұл көрсетілім: хат ешкімге кетпейді, бәрі осында тұрады. Ішіндегі сілтемелерді осы беттен ашуға болады.
mail-test = Маған сынақ хат жіберу
mail-test-to = Қай мекенжайға
mail-test-done = Сынақ хат кезекке қойылды: { $name }. Күйі осы бетте көрінеді.
mail-test-no-address = Электрондық пошта aty@mysal.kz түрінде жазылады
mail-test-subject = Сынақ хат
mail-test-text = Бұл хат келсе, порталдың поштасы дұрыс жұмыс істеп тұр.
mail-test-by = Жіберген
mail-test-when = Уақыты
mail-test-button = Хаттар тізімін ашу

## Тізім

mail-filters = Хаттарды сүзу
mail-search = Аты-жөні, мекенжай не тақырып
mail-any-state = Кез келген күй
mail-any-purpose = Кез келген мақсат
mail-found = { $count ->
    [one] { $count } хат
   *[other] { $count } хат
}
mail-found-more = { $count } хаттан көп
mail-none = Хаттар осы жерде тұрады
mail-none-text = Біреу құпиясөзін қалпына келтірсе немесе шақырылса, хаты осында көрінеді.
mail-none-found = Мұндай хат табылмады
mail-none-found-text = Сүзгінің бірін алып тастаңыз не басқа сөзбен іздеңіз.
mail-subject = Тақырыбы
mail-to = Кімге
mail-from = Кімнен
mail-state = Күйі
mail-written = Жазылған уақыты
mail-state-waiting = Кезекте
mail-state-sent = Жіберілді
mail-state-refused = Сервер қабылдамады
mail-state-given-up = Жіберілмеді
mail-purpose = Мақсаты
mail-purpose-recovery = Құпиясөзді қалпына келтіру
mail-purpose-invitation = Шақыру
mail-purpose-address = Поштаны растау
mail-purpose-address-changed = Поштаның өзгергені туралы
mail-purpose-password-changed = Құпиясөздің өзгергені туралы
mail-purpose-test = Сынақ

## Бір хат

mail-about = Хат туралы
mail-as-it-looks = Хаттың көрінісі
mail-as-text = Мәтін түрінде
mail-masked = Хаттағы сілтеме тек алушыға арналған, сондықтан бұл жерде жасырылған.
mail-open-link = Хаттағы сілтемені ашу
mail-language = Тілі
mail-useful-until = Қашанға дейін жарамды
mail-tries = Жіберу әрекеттері
mail-answer = Сервердің жауабы
mail-message-id = Хаттың белгісі
mail-again = Қайта жіберу
mail-again-done = Хат қайтадан кезекке қойылды.
mail-again-not = Хат онсыз да кезекте тұр немесе жіберілген.
mail-trouble-later = Хат әзірге жіберілмеді, кейін қайталанады

## Хаттың өзінде

mail-greeting = Құрметті { $name },
mail-link-by-hand = Түйме ашылмаса, мына мекенжайды браузерге көшіріңіз:
mail-automatic = Бұл хат автоматты түрде жіберілді, оған жауап жазудың қажеті жоқ.

## Кезек пен журнал

job-kind-mail-send = Хат жіберу
job-kind-mail-tidy = Хаттарды реттеу
job-schedule-mail-tidy = Хаттарды реттеу
kind-mail = Хат
act-mail-tried-again = Хат қайта жіберуге қойылды
act-mail-test-posted = Сынақ хат жіберілді
