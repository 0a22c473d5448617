today-title = Сегодня
today-figures = Организация в числах
today-aside = Моя группа и место работы
today-waiting = Ждёт вас
today-lately = Недавно
today-set-up = Настройка
today-describe = Заполните название и реквизиты организации
today-describe-about = Название видно на портале, в документах и письмах
today-sign-in = Вход
today-sign-in-title = В вашу учётную запись вошли с другого устройства
today-sign-in-about = Адрес: { $origin }. Если это не вы, завершите сеанс и смените пароль
today-sign-in-look = Сеансы
today-nothing = На сегодня ничего не ждёт
today-nothing-text = Задания, занятия и документы на подпись появятся здесь по порядку времени.
today-nothing-step = Посмотреть учётную запись
today-by-faculty = Обучающиеся по факультетам
today-faculty = Факультет
today-counted = числа на { $time }
today-learners = Обучающиеся
today-teachers = Преподаватели
today-representatives = Законные представители
today-learners-count =
    { $count ->
        [one] { $count } обучающийся
        [few] { $count } обучающихся
        [many] { $count } обучающихся
       *[other] { $count } обучающихся
    }
today-my-group = Моя группа
today-group-mates = Страница группы
today-my-places = Моё место работы
today-my-children = Мои дети
today-system = Система
today-checks-fail-about = Что случилось и что делать, сказано на странице системы
today-dead-letters-about = Сами они больше не повторятся: начните заново или отмените
today-checks-fail = { $count ->
    [one] Система не прошла { $count } проверку
    [few] Система не прошла { $count } проверки
    [many] Система не прошла { $count } проверок
   *[other] Система не прошла { $count } проверки
}
today-dead-letters = { $count ->
    [one] { $count } фоновая работа не выполнилась
    [few] { $count } фоновые работы не выполнились
    [many] { $count } фоновых работ не выполнились
   *[other] { $count } фоновой работы не выполнились
}

# Разделы рабочего места
nav-today = Сегодня
nav-people = Люди
nav-structure = Структура
nav-my-group = Моя группа
nav-groups = Группы
nav-documents = Документы
nav-my-documents = Мои документы
nav-audit = Журнал
nav-administration = Администрирование
nav-account = Учётная запись
