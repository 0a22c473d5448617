# Организация, структурные подразделения, учебные группы, главная страница портала.

## Общие слова

organisation-open = Работает
organisation-closed = Закрыто
organisation-state = Состояние
organisation-edit = Изменить
organisation-close = Закрыть
organisation-reopen = Открыть снова
organisation-find = Найти
organisation-history = История
organisation-nothing = пусто
organisation-saved = Сохранено: { $name }.
organisation-choose = Выберите из списка
organisation-fill-in = Заполните поле «{ $field }»
organisation-staff-count = { $count ->
    [one] { $count } сотрудник
    [few] { $count } сотрудника
    [many] { $count } сотрудников
   *[other] { $count } сотрудника
}
organisation-learners = { $count ->
    [one] { $count } обучающийся
    [few] { $count } обучающихся
    [many] { $count } обучающихся
   *[other] { $count } обучающегося
}
organisation-units-count = { $count ->
    [one] { $count } подразделение
    [few] { $count } подразделения
    [many] { $count } подразделений
   *[other] { $count } подразделения
}
organisation-groups-count = { $count ->
    [one] { $count } группа
    [few] { $count } группы
    [many] { $count } групп
   *[other] { $count } группы
}
organisation-figures = Показатели
organisation-figure-staff = Сотрудники
organisation-figure-units = Подразделения
organisation-figure-groups = Группы
organisation-figure-learners = Обучающиеся
organisation-language-kk = казахский
organisation-language-ru = русский
organisation-language-en = английский

## Когда меняют двое

organisation-meanwhile-title = Пока вы заполняли форму, её сохранил другой человек
organisation-meanwhile-by = { $name }, { $when }.
organisation-meanwhile-text = Введённое вами осталось на месте, ничего не потеряно. В поля, которых вы не касались, подставлены новые значения. Проверьте и сохраните ещё раз.
organisation-meanwhile-typed = У вас введено: { $text }

## Структура

organisation-structure = Структура
organisation-structure-about = Структурные подразделения, их сотрудники и группы
organisation-structure-empty = Структура ещё не описана
organisation-structure-empty-text = Здесь деревом стоят факультеты, кафедры, отделы и центры. Внутри них назначаются роли и создаются группы.
organisation-structure-whole = Вся структура
organisation-closed-show = { $count ->
    [one] Показать { $count } закрытое подразделение
    [few] Показать { $count } закрытых подразделения
    [many] Показать { $count } закрытых подразделений
   *[other] Показать { $count } закрытого подразделения
}
organisation-closed-hide = Скрыть закрытые
organisation-closed-too = Вместе с закрытыми

organisation-unit-add = Добавить подразделение
organisation-unit-new = Новое подразделение
organisation-unit-edit = Изменить подразделение
organisation-unit-added = Подразделение добавлено: { $name }.
organisation-unit-search = Название или код подразделения
organisation-unit-found = Найденные подразделения
organisation-units-found = { $count ->
    [one] Найдено { $count } подразделение
    [few] Найдено { $count } подразделения
    [many] Найдено { $count } подразделений
   *[other] Найдено { $count } подразделения
}
organisation-unit-not-found = Такого подразделения не нашлось
organisation-unit-not-found-text = Попробуйте другую часть названия или код.
organisation-staff = Сотрудники
organisation-staff-empty = В этом подразделении ещё никому не назначена роль. Роль назначается на странице человека.
organisation-unit-groups-empty = В этом подразделении нет групп.
organisation-units-under = Подразделения в составе
organisation-units-under-empty = В составе нет подразделений.
organisation-names = Названия
organisation-section-place = Место в структуре
organisation-section-name = Полное название
organisation-section-short = Краткое название
organisation-top = На верхнем уровне
organisation-function-help = Что подразделение делает для всей организации. По этой функции его находят требования правил дистанционного обучения.
organisation-code-help = До 20 знаков, например: ФИТ
organisation-code-signs = Код состоит из букв и цифр, можно поставить дефис, точку, скобки
organisation-code-taken = Такой код уже у другого подразделения, напишите другой
organisation-code-taken-by = Этот код уже занят: { $name }. Напишите другой
organisation-position-help = Порядок среди соседних подразделений. Если пусто, место по алфавиту
organisation-position-range = Напишите число от 0 до { $most }
organisation-place-itself = Подразделение не может входить само в себя, выберите другое
organisation-place-below = Выбранное подразделение само входит в это, поэтому перенести внутрь него нельзя
organisation-place-closed = Выбранное подразделение закрыто, выберите действующее
organisation-place-missing = Такого подразделения нет, выберите из списка

## Закрытие

organisation-ground-help = Номер и дата приказа, если есть
organisation-close-keeps = Название, история и все прежние записи сохранятся. Позже можно открыть снова.
organisation-unit-closing = Закрытие подразделения
organisation-unit-close = Закрыть подразделение
organisation-unit-close-text = «{ $name }» больше не будет выбираться в списках и видно на портале.
organisation-unit-close-loss = возможность добавлять сюда людей, группы и подразделения
organisation-unit-closed = Подразделение закрыто.
organisation-unit-reopened = Подразделение снова открыто.
organisation-reopen-parent = Сначала откройте вышестоящее подразделение.
organisation-unit-held = Пока подразделение нельзя закрыть
organisation-unit-held-text = В нём есть действующие подразделения, группы или люди. Они не должны остаться без места.
organisation-held-ways = Сначала уладьте следующее
organisation-held-units = { $count ->
    [one] Закройте или перенесите { $count } подразделение в составе
    [few] Закройте или перенесите { $count } подразделения в составе
    [many] Закройте или перенесите { $count } подразделений в составе
   *[other] Закройте или перенесите { $count } подразделения в составе
}
organisation-held-groups = { $count ->
    [one] Закройте { $count } группу или переведите её в другое подразделение
    [few] Закройте { $count } группы или переведите их в другое подразделение
    [many] Закройте { $count } групп или переведите их в другое подразделение
   *[other] Закройте { $count } группы или переведите их в другое подразделение
}
organisation-held-people = { $count ->
    [one] Завершите здешние роли { $count } человека
    [few] Завершите здешние роли { $count } человек
    [many] Завершите здешние роли { $count } человек
   *[other] Завершите здешние роли { $count } человека
}
organisation-to-unit = Вернуться к подразделению

## Группы

organisation-groups = Группы
organisation-groups-about = Учебные группы, их программы и языки обучения
organisation-groups-filters = Отбор групп
organisation-groups-search = Код или программа группы
organisation-groups-found = { $count ->
    [one] { $count } группа
    [few] { $count } группы
    [many] { $count } групп
   *[other] { $count } группы
}
organisation-groups-found-many = Больше { $count } групп
organisation-groups-all = Все группы
organisation-groups-empty = Групп ещё нет
organisation-groups-empty-text = Здесь стоят учебные группы: код, программа, язык обучения, обучающиеся.
organisation-groups-not-found = Таких групп не нашлось
organisation-groups-not-found-text = Уберите часть условий или напишите иначе.
organisation-any-unit = Все подразделения
organisation-any-language = Любой язык
organisation-any-year = Любой год
organisation-group-add = Добавить группу
organisation-group-new = Новая группа
organisation-group-edit = Изменить группу
organisation-group-added = Группа добавлена: { $name }.
organisation-group-about = О группе
organisation-programme = Образовательная программа
organisation-learners-column = Обучающиеся
organisation-learners-of = Обучающиеся группы { $name }
organisation-group-no-learners = В этой группе ещё никого нет
organisation-group-no-learners-text = Здесь появятся люди, которым назначена роль обучающегося в этой группе.
organisation-group-code-help = До 20 знаков, например: ИС-21
organisation-group-code-taken = Группа с таким кодом уже есть, напишите другой
organisation-choose-unit = Выберите подразделение
organisation-unit-foreign = Это подразделение не относится к вашему деканату, выберите своё
organisation-year-range = Напишите год от { $from } до { $to }
organisation-group-closing = Закрытие группы
organisation-group-close = Закрыть группу
organisation-group-close-text = Группа «{ $name }» больше не будет выбираться в списках.
organisation-group-close-loss = возможность добавлять в группу обучающихся
organisation-group-closed = Группа закрыта.
organisation-group-reopened = Группа снова открыта.
organisation-reopen-unit = Подразделение группы закрыто: сначала откройте его или переведите группу в другое.
organisation-group-held = Пока группу нельзя закрыть
organisation-group-held-text = { $count ->
    [one] В группе учится { $count } человек. Сначала завершите роли в этой группе или переведите обучающихся в другую.
    [few] В группе учатся { $count } человека. Сначала завершите роли в этой группе или переведите обучающихся в другую.
    [many] В группе учатся { $count } человек. Сначала завершите роли в этой группе или переведите обучающихся в другую.
   *[other] В группе учатся { $count } человека. Сначала завершите роли в этой группе или переведите обучающихся в другую.
}
organisation-to-group = Вернуться к группе

## Организация

organisation-own = Организация
organisation-requisites = Реквизиты
organisation-requisites-edit = Названия и реквизиты
organisation-requisites-saved = Данные организации сохранены.
organisation-unnamed = Название организации ещё не указано
organisation-unnamed-text = Название и контакты пишутся на трёх языках. Они стоят вверху каждой страницы, на портале и в документах.
organisation-name-it = Указать название
organisation-name-whole = Полное название
organisation-name-short = Обиходное название
organisation-city = Город или населённый пункт
organisation-address = Адрес
organisation-contacts = Контакты
organisation-email-wrong = Напишите почту полностью, например: info@universitet.kz
organisation-website-wrong = Напишите адрес сайта полностью, например: universitet.kz
organisation-website-help = Например: universitet.kz
organisation-bin-wrong = В БИН 12 цифр, контрольная цифра не сходится: сверьте с документом
organisation-bin-help = 12 цифр
organisation-zone-help = С 1 марта 2024 года время во всей стране одно, прежнее в разных местах считается по-разному

organisation-licence = Лицензия на обучение
organisation-licence-none = Лицензия ещё не записана.
organisation-licence-by = Кем выдана лицензия
organisation-licence-help = Номер как в документе, например: KZ00LAA00000000
organisation-logo = Логотип организации
organisation-logo-alt = Логотип этой организации
organisation-logo-none = Логотипа нет, на его месте знак Oqu.
organisation-logo-change = Сменить логотип
organisation-logo-help = PNG, JPEG, WebP или GIF до 15 МБ. Лучше всего смотрится PNG с прозрачным фоном, SVG не принимается.
organisation-logo-remove = Убрать логотип
organisation-logo-set = Логотип сменён.
organisation-logo-removed = Логотип убран.

organisation-kind-university = Организация высшего и послевузовского образования
organisation-kind-college = Колледж
organisation-kind-school = Школа
organisation-kind-additional = Организация дополнительного образования

organisation-kind-unit-faculty = Факультет
organisation-kind-unit-department = Кафедра
organisation-kind-unit-school = Школа
organisation-kind-unit-college = Колледж
organisation-kind-unit-office = Отдел
organisation-kind-unit-centre = Центр
organisation-kind-unit-library = Библиотека
organisation-kind-unit-other = Другое подразделение

organisation-function-none = Без особой функции
organisation-function-registrar = Офис регистратора
organisation-function-dean = Деканат
organisation-function-department = Кафедра
organisation-function-distance_learning = Организация дистанционного обучения
organisation-function-methodical = Методическое обеспечение
organisation-function-technical = Информационно-техническая поддержка
organisation-function-testing = Тестирование
organisation-function-library = Библиотека
organisation-function-records = Делопроизводство
organisation-function-admission = Приёмная комиссия

organisation-zone-asia-almaty = Астана, Алматы, Шымкент
organisation-zone-asia-qostanay = Костанай
organisation-zone-asia-qyzylorda = Кызылорда
organisation-zone-asia-aqtobe = Актобе
organisation-zone-asia-aqtau = Актау
organisation-zone-asia-atyrau = Атырау
organisation-zone-asia-oral = Уральск

## Главная страница портала

organisation-home-portal = Образовательный портал
organisation-home-lead = Где бы вы ни были, учёба продолжается: от занятия до приказа в одном месте, на казахском, русском и английском.
organisation-home-sign-in = Войти на портал
organisation-home-to-today = Перейти к «Сегодня»
organisation-home-contacts = Контакты
organisation-home-demo = Это демонстрация
organisation-home-demo-text = Организация и люди здесь вымышлены, имена и номера не относятся к настоящим людям. На странице входа есть готовые учётные записи: войдите под любой и попробуйте всё.
organisation-home-units = Факультеты и колледжи
organisation-home-inside = Что есть на портале
organisation-home-learners = Обучающемуся
organisation-home-learners-text = Страница «Сегодня», своя группа и эдвайзер, свои данные и сеансы в одном месте.
organisation-home-staff = Сотруднику
organisation-home-staff-text = Люди, структура и группы: поиск, отбор, выгрузка в Excel, кто, что и когда изменил.
organisation-home-trust = Доверие
organisation-home-trust-text = Каждое действие записывается в нестираемый журнал, и любое вмешательство в него сразу видно.

## Поля

field-name-kk = Название на казахском
field-name-ru = Название на русском
field-name-en = Название на английском
field-short-kk = Краткое название на казахском
field-short-ru = Краткое название на русском
field-short-en = Краткое название на английском
field-city-kk = Город на казахском
field-city-ru = Город на русском
field-city-en = Город на английском
field-address-kk = Адрес на казахском
field-address-ru = Адрес на русском
field-address-en = Адрес на английском
field-programme-kk = Программа на казахском
field-programme-ru = Программа на русском
field-programme-en = Программа на английском
field-unit-parent = Входит в состав
field-unit-kind = Вид
field-unit-function = Функция
field-unit-code = Код
field-unit-position = Порядок
field-group-unit = Подразделение
field-group-code = Код группы
field-group-language = Язык обучения
field-admission-year = Год приёма
field-organisation-kind = Вид организации
field-contact-phone = Телефон
field-contact-email = Электронная почта
field-website = Сайт
field-bin = БИН
field-licence-number = Номер лицензии
field-licence-date = Дата лицензии
field-licence-by-kk = Кем выдана, на казахском
field-licence-by-ru = Кем выдана, на русском
field-licence-by-en = Кем выдана, на английском
field-zone = Часовой пояс

## Журнал

kind-organisation = Организация
kind-unit = Подразделение
kind-group = Группа
kind-groups = Список групп
act-organisation-added = Записаны данные организации
act-organisation-changed = Изменены данные организации
act-organisation-logo-set = Сменён логотип организации
act-organisation-logo-removed = Убран логотип организации
act-unit-added = Добавлено подразделение
act-unit-changed = Изменено подразделение
act-unit-closed = Закрыто подразделение
act-unit-reopened = Подразделение снова открыто
act-group-added = Добавлена группа
act-group-changed = Изменена группа
act-group-closed = Закрыта группа
act-group-reopened = Группа снова открыта
act-groups-exported = Список групп выгружен в файл

# Certificate of study
document-kind-study-certificate = Справка об обучении
certificate-about = Справка сразу регистрируется и получает номер и код проверки. Выданная справка не меняется: если в ней ошибка, её отзывают и выдают новую.
certificate-issue = Сформировать справку
certificate-issued-done = Справка № { $name } выдана.
certificate-purpose-help = Например: в центр обслуживания населения. Если оставить пустым, будет «по месту требования».
certificate-form-unsaid = Не указывать
certificate-form-full-time = очная
certificate-form-evening = вечерняя
certificate-form-part-time = заочная
certificate-form-online = онлайн
certificate-language-of-kk = Казахский
certificate-language-of-ru = Русский
certificate-language-of-en = Английский
certificate-language-missing = Выберите язык справки
certificate-group-missing = Выберите группу
certificate-strange = Эти знаки нельзя напечатать: { $characters }. Уберите их.
certificate-strange-elsewhere = В имени, в группе или в данных организации есть знаки, которые нельзя напечатать: { $characters }. Сначала исправьте их там.
certificate-no-group = Справку пока нельзя выдать
certificate-no-group-text = Этот человек не учится ни в одной группе. Сначала офис регистратора должен зачислить его в группу.
certificate-no-organisation = Справку пока нельзя выдать
certificate-no-organisation-text = Название и реквизиты организации не записаны. Их пишет администратор в разделе «Структура».
certificate-title = Справка об обучении
certificate-heading = СПРАВКА
certificate-before = Настоящая справка подтверждает, что
certificate-after = обучается в организации, названной ниже.
certificate-birth-date = Дата рождения
certificate-organisation = Организация образования
certificate-group = Учебная группа
certificate-programme = Образовательная программа
certificate-study-language = Язык обучения
certificate-language-kk = казахский
certificate-language-ru = русский
certificate-language-en = английский
certificate-year = Год поступления
certificate-form = Форма обучения
certificate-purpose = Для предъявления
certificate-anywhere = по месту требования
certificate-signature = подпись
certificate-bin = БИН { $bin }
field-group = Группа
field-study-form = Форма обучения
field-purpose = Куда предъявляется справка
