# Должности и кто их занимает.

posts-title = Должности
posts-about = Должности подразделений, их ставки и люди на них
posts-filters = Отбор должностей
posts-any-kind = Любой вид
posts-vacant-only = Со свободной ставкой
posts-held-by = Кто занимает
posts-free = свободно { $rate }
posts-found = { $count ->
    [one] { $count } должность
    [few] { $count } должности
    [many] { $count } должностей
   *[other] { $count } должности
}
posts-found-many = Более { $count } должностей
posts-all = Все должности
posts-empty = Должности ещё не записаны
posts-empty-text = Здесь стоят должности каждого подразделения, их ставки и кто по какому приказу их занимает.
posts-not-found = Таких должностей нет
posts-not-found-text = Попробуйте убрать часть отбора.

post-add = Добавить должность
post-new = Новая должность
post-edit = Изменение должности
post-added = Должность добавлена: { $name }.
post-about = О должности
post-title = Название должности
post-rate-help = Сколько ставок, например: 1 или 0,5
post-rate-wrong = Напишите число от 0,01 до 100, например: 1 или 0,5
post-kind-help = Правила требуют штата для организации, методического и технического обеспечения дистанционного обучения (R16-19)
post-rates = { $rate } ставки
post-taken = Занято ставок
post-free = Свободно ставок
post-over = Сверх ставки
post-now = Занимают сейчас
post-coming = Будущие назначения
post-former = Занимали раньше
post-vacant = Должность свободна
post-vacant-text = Здесь появится назначенный человек и номер приказа.
post-back = Вернуться к должности

post-kind-leader = Руководство
post-kind-teaching = Преподавательский состав
post-kind-methodical = Методическое обеспечение
post-kind-support = Организация и вспомогательная работа
post-kind-technical = Информационно-техническое обеспечение

post-closing = Закрытие должности
post-close = Закрыть должность
post-close-text = На должность «{ $name }» больше никого нельзя будет назначить.
post-close-loss = возможность назначать на эту должность
post-closed = Должность закрыта.
post-reopened = Должность снова открыта.
post-reopen-unit = Сначала откройте подразделение этой должности.
post-held = Пока должность нельзя закрыть
post-held-text = { $count ->
    [one] На этой должности { $count } человек. Сначала освободите его.
    [few] На этой должности { $count } человека. Сначала освободите их.
    [many] На этой должности { $count } человек. Сначала освободите их.
   *[other] На этой должности { $count } человека. Сначала освободите их.
}
post-unit-head = Руководитель подразделения
post-unit-posts = Штат подразделения
post-unit-none = В этом подразделении должностей нет.
post-unit-vacant = свободна
post-held-by-unit = { $count ->
    [one] Закройте { $count } должность или переведите её в другое подразделение
    [few] Закройте { $count } должности или переведите их в другое подразделение
    [many] Закройте { $count } должностей или переведите их в другое подразделение
   *[other] Закройте { $count } должности или переведите их в другое подразделение
}

moves-posts = { $count ->
    [one] { $count } назначение на должность
    [few] { $count } назначения на должности
    [many] { $count } назначений на должности
   *[other] { $count } назначения на должности
}
moves-post-twice = Обе записи назначены на должность «{ $name }»: сначала освободите одну

## Назначение

appointment-add = Назначить человека
appointment-new = Назначение на должность
appointment-who = Кто
appointment-what = Ставка и срок
appointment-order = Приказ
appointment-added = На должность назначен человек: { $name }.
appointment-since = с { $from }
appointment-term = с { $from } по { $until }
appointment-rate-help = На какую ставку, например: 1 или 0,5
appointment-rate-wrong = Напишите число от 0,01 до { $most }
appointment-until-help = Оставьте пустым, если срок не указан
appointment-until-before = Последний день стоит раньше первого, исправьте
appointment-twice = Этот человек в эти дни уже на этой должности. Сначала завершите прежнее назначение или измените дни
appointment-post-full = Ставок на должности { $rate }, а занято станет { $taken }. Уменьшите ставку или согласитесь ниже
appointment-person-full = На всех должностях у этого человека станет { $taken } ставки, обычно не больше { $most }. Уменьшите ставку или согласитесь
appointment-post-closed = Должность закрыта: назначить на неё нельзя.
appointment-end = Освобождение от должности: { $name }
appointment-end-ask = Освободить
appointment-end-do = Освободить от должности
appointment-ended = Освобождение от должности записано: { $name }.
appointment-over = Это назначение уже завершено. { $name }
appointee-help = Фамилия и имя, логин или почта
appointee-missing = Напишите, кого назначить
appointee-nobody = Такого человека нет, попробуйте написать иначе
appointee-choose = Выберите одного из найденных

## Поля

field-post-unit = Подразделение
field-post-kind = Вид
field-post-rate = Ставок
field-title-kk = Название на казахском
field-title-ru = Название на русском
field-title-en = Название на английском
field-appointee = Человек
field-appointee-id = Найденные люди
field-appointment-rate = Доля ставки
field-appointment-from = Первый день
field-appointment-until = Последний день
field-appointment-agreed = Знаю, что это сверх ставки, назначить всё равно
field-order-number = Номер приказа
field-order-date = Дата приказа

## Журнал

kind-post = Должность
act-post-added = Добавлена должность
act-post-changed = Изменена должность
act-post-closed = Закрыта должность
act-post-reopened = Должность снова открыта
act-post-filled = Назначение на должность
act-post-left = Освобождение от должности
