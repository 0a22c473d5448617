today-title = Бүгін
today-figures = Ұйым сандармен
today-aside = Менің тобым мен жұмыс орным
today-waiting = Қолыңызды күтіп тұр
today-lately = Жақында
today-set-up = Баптау
today-describe = Ұйымның атауы мен деректемелерін толтырыңыз
today-describe-about = Атау порталда, құжаттарда және хаттарда көрінеді
today-sign-in = Жүйеге кіру
today-sign-in-title = Тіркелгіңізге басқа құрылғыдан кірілді
today-sign-in-about = Мекенжайы: { $origin }. Сіз емес болсаңыз, сеансты аяқтап, құпиясөзді өзгертіңіз
today-sign-in-look = Сеанстар
today-nothing = Бүгінге күтіп тұрған іс жоқ
today-nothing-text = Тапсырма, сабақ немесе қол қоятын құжат пайда болса, осы жерде уақыт ретімен тұрады.
today-nothing-step = Тіркелгімді қарау
today-by-faculty = Білім алушылар факультеттер бойынша
today-faculty = Факультет
today-counted = сандар { $time } уақытында есептелді
today-learners = Білім алушы
today-teachers = Оқытушы
today-representatives = Заңды өкіл
today-learners-count =
    { $count ->
        [one] { $count } білім алушы
       *[other] { $count } білім алушы
    }
today-my-group = Менің тобым
today-group-mates = Топ беті
today-my-places = Менің жұмыс орным
today-my-children = Балаларым
today-system = Жүйе
today-checks-fail-about = Не болғаны және не істеу керегі жүйе бетінде айтылған
today-dead-letters-about = Олар өздігінен қайталанбайды: қайта бастаңыз не доғарыңыз
today-checks-fail = { $count ->
    [one] Жүйе тексерудің { $count } тармағынан өтпеді
   *[other] Жүйе тексерудің { $count } тармағынан өтпеді
}
today-dead-letters = { $count ->
    [one] { $count } фондық жұмыс орындалмай қалды
   *[other] { $count } фондық жұмыс орындалмай қалды
}

# Жұмыс орнының бөлімдері
nav-today = Бүгін
nav-people = Адамдар
nav-structure = Құрылым
nav-my-group = Менің тобым
nav-groups = Топтар
nav-documents = Құжаттар
nav-my-documents = Құжаттарым
nav-audit = Журнал
nav-administration = Әкімшілік
nav-account = Тіркелгі
