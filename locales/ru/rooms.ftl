# Помещения и оборудование.

rooms-title = Помещения
rooms-about = Где учатся и сдают экзамены: места и оборудование
rooms-filters = Отбор помещений
rooms-any-kind = Любое назначение
rooms-found = { $count ->
    [one] { $count } помещение
    [few] { $count } помещения
    [many] { $count } помещений
   *[other] { $count } помещения
}
rooms-found-many = Более { $count } помещений
rooms-all = Все помещения
rooms-empty = Помещения ещё не записаны
rooms-empty-text = Здесь стоят аудитории по зданиям и номерам, сколько в них мест и какое оборудование.
rooms-not-found = Таких помещений нет
rooms-not-found-text = Попробуйте выбрать другое назначение.

room-title = Помещение
room-add = Добавить помещение
room-new = Новое помещение
room-edit = Изменение помещения
room-added = Помещение добавлено: { $name }.
room-about = О помещении
room-place = Где находится
room-use = Для чего служит
room-building-help = Название здания, например: Главный корпус. Если здание одно, оставьте пустым
room-code-help = Номер на двери, например: 305
room-kind-help = Правила требуют мультимедийных классов и электронных читальных залов (R16-6.3)
room-no-unit = Не закреплено
room-taken = Помещение с таким номером в этом здании уже есть
room-places-range = Напишите число от 0 до { $most }
room-places-count = { $count ->
    [one] { $count } место
    [few] { $count } места
    [many] { $count } мест
   *[other] { $count } места
}

room-kind-lecture = Лекционная аудитория
room-kind-seminar = Кабинет для семинаров
room-kind-computer = Компьютерный класс
room-kind-multimedia = Мультимедийный класс
room-kind-reading = Электронный читальный зал
room-kind-laboratory = Мультимедийная лаборатория
room-kind-studio = Видеостудия
room-kind-testing = Зал тестирования
room-kind-proctored = Зал тестирования с прокторингом
room-kind-other = Другое помещение

room-closing = Закрытие помещения
room-close = Закрыть помещение
room-close-text = «{ $name }» больше не будет выбираться в списках и учитываться в требованиях правил.
room-close-loss = возможность добавлять оборудование в это помещение
room-closed = Помещение закрыто.
room-reopened = Помещение снова открыто.
room-reopen-unit = Сначала откройте подразделение, за которым закреплено помещение.
room-held = Пока помещение нельзя закрыть
room-held-text = { $count ->
    [one] Здесь стоит { $count } единица оборудования. Сначала перенесите её в другое помещение или спишите.
    [few] Здесь стоят { $count } единицы оборудования. Сначала перенесите их в другое помещение или спишите.
    [many] Здесь стоят { $count } единиц оборудования. Сначала перенесите их в другое помещение или спишите.
   *[other] Здесь стоят { $count } единицы оборудования. Сначала перенесите их в другое помещение или спишите.
}
room-back = Вернуться к помещению

## Оборудование

equipment-title = Оборудование
equipment-add = Добавить оборудование
equipment-new = Новое оборудование
equipment-edit = Изменение оборудования
equipment-added = Оборудование добавлено: { $name }.
equipment-empty = Оборудование здесь не записано
equipment-empty-text = Здесь стоят инвентарный номер, количество, выход в сеть и состояние.
equipment-what = Что это
equipment-where = Где и в каком состоянии
equipment-title-help = Производитель и модель, как в документе
equipment-network-help = Правила требуют оборудования с выходом в телекоммуникационную сеть: интернет, спутниковое телевидение (R16-6.2)
equipment-count-range = Напишите число от 1 до { $most }
equipment-taken = Этот инвентарный номер уже у другого оборудования
equipment-room-closed = Это помещение закрыто, выберите другое

equipment-kind-computer = Компьютеры
equipment-kind-server = Серверное оборудование
equipment-kind-display = Проектор или доска
equipment-kind-camera = Видеокамеры
equipment-kind-sound = Звуковое оборудование
equipment-kind-network = Сетевое оборудование
equipment-kind-satellite = Спутниковый приёмник
equipment-kind-laboratory = Лабораторное оборудование
equipment-kind-other = Другое оборудование

equipment-network-none = Без выхода в сеть
equipment-network-internet = Выход в интернет
equipment-network-satellite = Спутниковое телевидение
equipment-network-local = Только внутренняя сеть

equipment-state-working = Исправно
equipment-state-repair = В ремонте
equipment-state-written_off = Списано

## Требования

demands-title = Требования правил
demands-about = Что правила дистанционного обучения требуют от помещений, оборудования и подразделений и что есть в организации. Пункты названы номерами из реестра требований: R16 — правила 2016 года, R20 — редакция 2020 года, RA — внутренние правила организации. Сколько достаточно, не говорит ни один пункт.
demands-met = Выполнено требований: { $met } из { $all }
demand-what = Что требуется
demand-clauses = Пункты
demand-there = Что есть
demand-met = Есть
demand-missing = Нет
demand-nothing = ничего не записано
demand-pieces = { $count ->
    [one] { $count } исправная единица
    [few] { $count } исправные единицы
    [many] { $count } исправных единиц
   *[other] { $count } исправной единицы
}
demand-connected = Оборудование с выходом в телекоммуникационную сеть
demand-multimedia = Мультимедийные классы
demand-reading = Электронные читальные залы
demand-laboratory = Мультимедийные лаборатории
demand-testing = Тестирующий комплекс
demand-unit_organisation = Подразделение, которое организует дистанционное обучение
demand-unit_methodical = Подразделение методического обеспечения
demand-unit_technical = Подразделение информационно-технического обеспечения
demand-unit_testing = Подразделение тестирования

## Поля

field-room-building = Здание
field-room-code = Номер
field-room-kind = Назначение
field-room-places = Мест
field-room-unit = Ответственное подразделение
field-equipment-piece = Инвентарный номер
field-equipment-inventory = Инвентарный номер
field-equipment-kind = Вид
field-equipment-title = Наименование
field-equipment-count = Количество
field-equipment-network = Выход в сеть
field-equipment-state = Состояние
field-equipment-room = Помещение

## Журнал

kind-room = Помещение
kind-rooms = Список помещений
act-room-added = Добавлено помещение
act-room-changed = Изменено помещение
act-room-closed = Закрыто помещение
act-room-reopened = Помещение снова открыто
act-room-equipped = В помещение добавлено оборудование
act-room-equipment-changed = Изменено оборудование помещения
act-rooms-exported = Список помещений выгружен в файл
