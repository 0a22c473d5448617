# Вход
sign-in-title = Вход на портал
sign-in-about = Учёба и работа продолжатся с того же места.
sign-in-login = Логин или электронная почта
sign-in-stay = Запомнить на этом устройстве
sign-in-refused = Логин или пароль не подошли
sign-in-refused-text = Проверьте то и другое и введите ещё раз. Обратите внимание на регистр и раскладку клавиатуры.
sign-in-no-login = Нет логина? Его выдаёт офис регистратора.
sign-in-demo = Учётные записи для показа
sign-in-demo-text = Организация и люди вымышлены. Пароль у всех один: { $password }

# Учётная запись
account-title = Моя учётная запись
account-my-page = Моя страница
account-sessions = Открытые сеансы
account-sessions-about = Если видите незнакомое устройство, завершите его сеанс и смените пароль.
account-session-line = { $origin } · последний раз: { $seen } · вход: { $begun }
account-here = это устройство
account-end = Завершить
account-end-others = Завершить все другие сеансы
account-unknown-browser = Неизвестный браузер
account-password = Пароль
account-password-change = Сменить пароль
session-ended-done = Сеанс завершён.
sessions-others-ended-done = Сеансы на всех других устройствах завершены.
password-changed-done = Пароль изменён, другие сеансы завершены.
password-now-wrong = Введите точно ваш нынешний пароль
password-new-length = В пароле должно быть от 8 до 200 знаков
password-new-help = Не меньше 8 знаков. Длинный пароль из нескольких слов надёжен и запоминается.

# Люди
people-title = Люди
people-about = Сотрудники, обучающиеся и их законные представители
people-add = Добавить человека
people-filters = Фильтр людей
people-search = ФИО, логин или почта
people-any-role = Любая роль
people-any-state = Любое состояние
people-name = ФИО
people-number = №
people-roles = Роли
people-contact = Связь
people-state = Учётная запись
people-open = Открыта
people-locked = Заблокирована
people-found =
    { $count ->
        [one] { $count } человек
        [few] { $count } человека
        [many] { $count } человек
       *[other] { $count } человека
    }
people-found-many = Больше { $count } человек. Уточните поиск.
people-none = Здесь будут люди
people-none-text = Добавьте первого человека, потом дадите ему роль и пароль.
people-none-found = Такого человека нет
people-none-found-text = Проверьте написание или уберите фильтры. Казахские буквы можно заменять похожими русскими.

# Человек
person-new = Новый человек
person-add = Добавить
person-facts = Сведения
person-posts = Занимаемые должности
person-post-rate = { $rate } ставки
person-post-over = в прошлом
person-relatives = Законные представители и подопечные
person-aside = Учётная запись и история
person-access = Доступ
person-no-roles = Ролей пока нет: после входа рабочее место не откроется.
person-no-password = Нет пароля
person-surname-missing = Укажите фамилию
person-given-missing = Укажите имя
person-patronymic-help = Если в документе его нет, оставьте пустым
person-iin-help = 12 цифр. У иностранца может не быть
person-iin-length = В ИИН 12 цифр
person-iin-wrong = В ИИН ошибка: не сходится контрольная цифра. Сверьте с документом
person-iin-taken = Этот ИИН записан у другого человека. Сначала найдите его
person-birth-date-range = Дата рождения не может быть позже сегодняшней или раньше чем 120 лет назад
person-email-wrong = Адрес почты пишется в виде imya@primer.kz
person-email-taken = Этот адрес записан у другого человека
person-login-help = Латинские буквы, цифры, точка, дефис. Например, a.akhmetova
person-login-wrong = Логин: 3–40 знаков, латинские буквы, цифры, точка, дефис; начинается с буквы или цифры
person-login-taken = Этот логин занят
person-phone-help = Например, +7 701 234 56 78
person-phone-wrong = Напишите телефон в виде +7 701 234 56 78; иностранный номер тоже начинается с +
person-changed-meanwhile = Пока вы заполняли форму, другой человек изменил это поле: «{ $value }». Решите, что верно, и отправьте ещё раз
person-citizenship-wrong = Выберите гражданство из списка
field-languages = Владение языками
field-external-number = Номер в другой системе
field-special-needs = Особые образовательные потребности
person-languages-help = Через запятую. Например: казахский, русский, английский
person-languages-wrong = Перечислите языки через запятую по названиям: казахский, русский, английский
person-external-number-help = Если человек перенесён из другой системы — его номер в ней
person-external-number-taken = Этот номер уже у другого человека. Сначала посмотрите его
person-special-needs-help = Что нужно обеспечить в учёбе. Это видят только офис регистратора, эдвайзер, сам человек и его законный представитель
person-added = Добавлено: { $name }.
person-saved = { $name }: изменения сохранены.
person-saved-iin-differs = { $name }: сохранено. ИИН, похоже, не совпадает с датой рождения или полом; это может не быть ошибкой, сверьте с документом.
sex-unknown = Не указан
sex-female = Женский
sex-male = Мужской
relation-mother = мать
relation-father = отец
relation-guardian = опекун
relation-ward = обучающийся, которого представляет

# Доступ
lock-title = Заблокировать учётную запись
lock-text = Учётная запись будет заблокирована: { $name }.
lock-loss-sessions = Все открытые сеансы сразу завершатся.
lock-loss-sign-in = До снятия блокировки войти будет нельзя.
lock-keeps = Данные, оценки и документы останутся без изменений. Снять блокировку можно в любое время.
lock-ground-help = По какому документу или заявлению. Сохранится в журнале
lock-ground-missing = Укажите основание блокировки
lock-oneself = Свою учётную запись заблокировать нельзя: обратитесь к другому администратору
lock-do = Заблокировать
unlock-do = Снять блокировку
person-locked-done = { $name }: учётная запись заблокирована, сеансы завершены.
person-unlocked-done = { $name }: блокировка снята.
password-new = Выдать новый пароль
password-new-title = Новый пароль
password-new-text = Новый пароль для: { $name }. Он показан здесь один раз, прежние сеансы завершены.
password-no-login = У этого человека нет ни логина, ни почты: чтобы он мог войти, сначала запишите одно из них.
password-to-person = Вернуться к человеку

# Роли
role-give = Дать роль
role-end = Завершить
role-since = с { $date }
role-scope-help = Где действует роль: во всей организации, в подразделении или в группе
role-given-done = Роль дана: { $name }.
role-held-already = Эта роль уже есть: { $name }.
role-ended-done = Роль завершена: { $name }.
role-own-administrator = Свою роль администратора завершить нельзя: обратитесь к другому администратору.
scope-organisation = Вся организация
role-rector = Ректор
role-vice_rector = Проректор
role-registrar = Офис регистратора
role-dean = Деканат
role-department_head = Заведующий кафедрой
role-programme_head = Руководитель образовательной программы
role-adviser = Эдвайзер
role-tutor = Тьютор
role-teacher = Преподаватель
role-methodist = Методист
role-dot_staff = Отдел ДОТ
role-proctor = Проктор
role-librarian = Библиотекарь
role-clerk = Делопроизводитель
role-security_officer = Ответственный за информационную безопасность
role-administrator = Администратор
role-learner = Обучающийся
role-representative = Родитель (законный представитель)

# Поля
field-surname = Фамилия
field-given = Имя
field-patronymic = Отчество
field-iin = ИИН
field-birth-date = Дата рождения
field-sex = Пол
field-citizenship = Гражданство
field-email = Электронная почта
field-login = Логин
field-phone = Телефон
field-photo = Снимок
field-password = Пароль
field-password-now = Нынешний пароль
field-password-new = Новый пароль
field-role = Роль
field-scope = Где действует
field-relation = Родство
field-ground = Основание
field-count = Количество

# Действия в журнале
kind-person = Человек
kind-people = Список людей
act-person-added = Добавлен человек
act-person-changed = Изменены сведения
act-person-locked = Учётная запись заблокирована
act-person-unlocked = Блокировка снята
act-person-password-set = Выдан пароль
act-person-photo-set = Поставлена фотография
act-person-photo-removed = Убрана фотография
act-people-exported = Список выгружен в файл
act-role-given = Дана роль
act-role-ended = Роль завершена
act-representative-linked = Записан законный представитель
act-session-begun = Вход в систему
act-session-refused = Неудачная попытка входа
act-session-ended = Сеанс завершён
act-session-others-ended = Другие сеансы завершены

photo-title = Фотография
photo-change = Изменить фотографию
photo-remove = Убрать фотографию
photo-help = JPEG, PNG, WebP или GIF, до 15 МБ. Из середины вырезается квадрат
photo-set-done = { $name }: фотография поставлена.
photo-removed-done = { $name }: фотография убрана.

## Делается само

job-kind-sessions-end-old = Удалить истёкшие сеансы
job-schedule-end-old-sessions = Удалить истёкшие сеансы

# The list on paper
people-paper-sought = поиск: «{ $words }»
people-paper-first =
    { $count ->
        [one] первый { $count } человек списка; весь список в файле XLSX
        [few] первые { $count } человека списка; весь список в файле XLSX
        [many] первые { $count } человек списка; весь список в файле XLSX
       *[other] первые { $count } человека списка; весь список в файле XLSX
    }
field-export-format = Формат
