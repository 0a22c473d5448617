# Фондық жұмыстар: кейін, сұраудан тыс орындалатын істер.

jobs-title = Фондық жұмыстар
jobs-caption = Фондық жұмыстар, соңғысы жоғарыда
jobs-kind = Жұмыс
jobs-state = Күйі
jobs-when = Уақыты
jobs-attempts = Талпыныс
jobs-attempts-of = Талпыныс: { $limit } ішінен { $done }
jobs-asked = Кім тапсырды

jobs-state-queued = Кезекте
jobs-state-running = Орындалып жатыр
jobs-state-done = Орындалды
jobs-state-dead = Орындалмады
jobs-state-dropped = Доғарылды

## Көңіл бөлу керек жұмыстар

jobs-dead-title = Көңіл бөлу керек
jobs-dead-all = Бәрін көру
jobs-dead-note = шешім күтіп тұр
jobs-dead-text = Жұмыс енді өздігінен қайталанбайды. Себебін жойған соң қайта бастаңыз, керек болмаса доғарыңыз.

## Сүзгілер

jobs-filters = Жұмыстарды сүзу
jobs-search = Жұмыс кілті не белгісі
jobs-any-state = Кез келген күйде
jobs-any-kind = Барлық жұмыс
jobs-found = { $count ->
    [one] { $count } жұмыс
   *[other] { $count } жұмыс
}
jobs-found-more = { $count } жұмыстан көп
jobs-none-found = Мұндай жұмыс табылмады
jobs-none-found-text = Сүзгінің бірін алып тастаңыз. Орындалған жұмыстар үш күннен кейін ұмытылады.
jobs-none = Жұмыс әзірге жоқ
jobs-none-text = Хат жіберу, тізім көшіру сияқты ұзақ істер осында кезекке тұрады. Алғашқысы кестедегі уақытында өзі пайда болады.

## Кесте

jobs-schedules = Өздігінен басталатын жұмыстар
jobs-schedule-next = Келесі уақыты
jobs-schedule-last = Соңғы рет
jobs-schedule-cron = Кестесі
jobs-schedule-never = әлі басталмаған

## Бір жұмыс

jobs-about = Жұмыс туралы
jobs-created = Кезекке тұрды
jobs-due = Басталу уақыты
jobs-started = Басталды
jobs-finished = Аяқталды
jobs-key = Кілті
jobs-kind-key = Түрі
jobs-id = Белгісі
jobs-worker = Орындаушы процесс
jobs-outcome = Нәтижесі
jobs-outcome-open = Нәтижесін ашу
jobs-trouble = Не болды
jobs-payload = Не тапсырылды
jobs-payload-unknown = Бағдарламаның бұл нұсқасы мұндай жұмысты білмейді, сондықтан дерегі көрсетілмейді.
jobs-history = Тарихы
jobs-restart = Қайта бастау
jobs-restarted = Жұмыс қайта кезекке тұрды
jobs-give-up = Доғару
jobs-give-up-title = Жұмысты доғару керек пе?
jobs-give-up-text = Бұл жұмыс бұдан былай орындалмайды. Басталып кеткені бірнеше секундта тоқтайды, бірақ істеп үлгергені орнында қалады.
jobs-given-up = Жұмыс доғарылды
jobs-passed = Жұмыстың күйі бұған дейін өзгеріп кеткен
jobs-same-work = Дәл осы жұмыс кезекте тұр, сондықтан екіншісі басталмады

jobs-trouble-database = Дерекқор жауап бермеді
jobs-trouble-killed = Орындап жатқан процесс кенет тоқтады
jobs-trouble-panic = Бағдарлама қатесінен үзіліп қалды
jobs-trouble-payload = Тапсырылған дерек түсініксіз
jobs-trouble-timeout = Берілген уақытта үлгермеді

## Өз жұмыстары

jobs-own-title = Менің жұмыстарым
jobs-own-none = Фондық жұмысыңыз жоқ
jobs-own-none-text = Ұзақ іс бастасаңыз, оның барысы мен нәтижесі осында тұрады.
jobs-leave = Бұл бетті жабуға болады, жұмыс тоқтамайды. Оны «Менің жұмыстарым» бетінен қайта табасыз.
jobs-later = Жұмыс мына уақытта басталады: { $when }.
jobs-own-done = Жұмыс орындалды.
jobs-own-dead = Бұл жайт әкімшіге көрінеді, ол себебін тауып, жұмысты қайта бастайды.
jobs-own-dropped = Әкімші бұл жұмысты доғарды.

## Журналға түсетіні

act-job-restarted = Фондық жұмыс қайта басталды
act-job-given-up = Фондық жұмыс доғарылды
kind-job = Фондық жұмыс
field-job-state = Жұмыс күйі

job-kind-jobs-forget = Ескі жұмыстарды ұмыту
job-schedule-forget-jobs = Ескі жұмыстарды ұмыту
