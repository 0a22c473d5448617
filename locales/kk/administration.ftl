# Әкімшінің бөлмелері: бүкіл бағдарламаның күйі мен баптауы.

administration-title = Әкімшілік

## Бөлмелердің карточкалары

administration-card-jobs = Фондық жұмыстар
administration-about-jobs = Кезек, кесте және орындалмай қалған жұмыстар
administration-card-mail = Хаттар
administration-about-mail = Жіберілген және күтіп тұрған хаттар, сынақ хат
administration-card-system = Жүйенің күйі
administration-about-system = Нұсқалар, дерекқор, диск, баяу сұраулар және тексеру нәтижесі
administration-card-backup = Сақтық көшірме
administration-about-backup = Соңғы көшірме қашан жасалды және неменен аяқталды
administration-card-audit = Әрекеттер журналы
administration-about-audit = Кім нені қашан өзгертті, тізбектің тұтастығы
administration-card-tokens = API токендері
administration-about-tokens = Басқа бағдарламалар деректі немен оқып, жазады
administration-card-settings = Баптаулар
administration-about-settings = Мекенжай, тілдер, сеанс пен файл шегі, кіру талаптары
administration-settings-changed = Әдепкіден өзгеше баптау

administration-dead = Шешім күткен жұмыс
administration-waiting = Кезекте
administration-running = Орындалып жатыр
administration-mail-server = Пошта сервері
administration-mail-none = бапталмаған
administration-mail-failed = Жіберілмеген хат
administration-disk-left = Дисктегі бос орын
administration-disk-little = орын босатыңыз
administration-failing = Тексеруден өтпегені
administration-noticed = Тексеру ескертпесі
administration-last-backup = Соңғы сақтық көшірме
administration-backup-none = жасалмаған
administration-backup-failed = сәтсіз аяқталды
administration-unsealed = Мөр басылмаған жазба
administration-protected-roles = Екінші қадам міндетті рөлдер
administration-tokens-valid = Жарамды
administration-tokens-ending = Екі аптада аяқталады
administration-unknown = белгісіз

## Жүйенің беті

administration-figures = Жүйе сандармен
administration-aside = Бағдарлама, сақтау орны, кезек, сақтық көшірме
administration-look = Бәрін оқып тексеру
administration-reading = Дерекқор мен файлдар оқылып жатыр
administration-reading-begun = Тексеру басталды. Дерекқор мен барлық файл оқылып болғанда нәтижесі осы бетте пайда болады
administration-checks = Тексеру
administration-checks-thorough = Толық оқып тексеру
administration-sessions = Ашық сеанс
administration-program = Бағдарлама
administration-version = Oqu нұсқасы
administration-engine = Дерекқор жүйесі
administration-since = Қосылған уақыты
administration-process = Бұл процесс
administration-memory = Жады
administration-cpu = Процессор уақыты
administration-storage = Сақтау орны
administration-data = Деректер бумасы
administration-database = Дерекқор
administration-database-size = Дерекқор көлемі
administration-files = Файлдар орны
administration-files-count = Файл саны
administration-files-size = Файлдар көлемі
administration-line = Кезек
administration-oldest = Ең көп күткені
administration-nobody-waits = ешқайсысы күтіп тұрған жоқ
administration-workers = Қазір жұмыс істеп тұрған процестер
administration-slow = Ең көп уақыт алған сұраулар
administration-slow-about = Бағдарлама қосылғалы бері. Әр он алтыншы сұрау дәл өлшенеді, 8 мс-тан ұзақтарының бәрі есепке алынады.
administration-slow-statement = Сұрау
administration-slow-list = сүзгісі бар тізім
administration-slow-runs = Рет
administration-slow-mean = Орташа
administration-slow-longest = Ең ұзағы
administration-slow-total = Барлығы
administration-steps-all = Барлығын көрсету ({ $count })
administration-steps = Дерекқорға енгізілген өзгерістер
administration-step = Қадам
administration-step-about = Не жасайды
administration-step-when = Енгізілді
administration-backup-none-text = Бұл бумадан сақтық көшірме әлі жасалмаған. «Сақтық көшірмелер» бетінде жасаңыз.
administration-backup-when = Басталды
administration-backup-outcome = Нәтижесі
administration-backup-whole = толық жасалды
administration-backup-lost = { $count ->
    [one] { $count } файл бүлінген не жоқ
   *[other] { $count } файл бүлінген не жоқ
}
administration-backup-file = Файлы
administration-backup-size = Көлемі
administration-backup-rows = Жолдар
administration-backup-files = Файлдар
administration-backup-took = Ұзақтығы

administration-micros = { $amount } мкс
administration-millis = { $amount } мс
administration-seconds = { $amount } с

## Журналға түсетіні

act-system-checked = Дерекқор мен файлдар толық тексеріле бастады
kind-system = Жүйе
