# Внутренние правила организации.

regulations-title = Внутренние правила
regulations-empty = Документов ещё нет
regulations-empty-text = Здесь появятся собственные правила организации.
regulations-in-force = Действуют
regulations-ahead = Вступят в силу
regulations-before = Прежние редакции
regulation-in-force = Действует
regulation-ahead = Ещё не вступило в силу
regulation-over = Утратило силу
regulation-cancelled = Отменено
regulation-add = Добавить документ
regulation-new = Новый документ
regulation-edit = Изменение документа
regulation-publish = Опубликовать
regulation-added = Документ опубликован: { $name }
regulation-about = О документе
regulation-force = Срок действия
regulation-approved = Утверждено
regulation-from = с { $from }
regulation-from-until = с { $from } по { $until }
regulation-never = В силу не вступало
regulation-read = Читать PDF
regulation-open = Читать PDF: { $name }
regulation-replaced-by = Заменено редакцией
regulation-title-other = Название на другом языке
regulation-kind-choose = Выберите
regulation-replaces-none = Первая редакция
regulation-day-help = Например: 01.09.2026
regulation-approved-help = Например: протокол № 3 Учёного совета
regulation-until-help = Если неизвестно, оставьте пустым: документ действует, пока его не заменят
regulation-replaces-help = Срок прежней редакции кончается, когда вступает в силу новая
regulation-file = Файл PDF
regulation-file-other = Другой файл PDF
regulation-file-help = PDF до 30 МБ
regulation-file-now = Нынешний файл
regulation-no-pdf = Это не PDF: сохраните документ в PDF и выберите снова
regulation-title-missing = Напишите название хотя бы на одном языке
regulation-wrong-term = Последний день раньше первого
regulation-wrong-approval = Документ не вступает в силу раньше дня утверждения
regulation-wrong-replaces = Такой редакции нет
regulation-wrong-round = Документ не может заменять сам себя или более позднюю редакцию
regulation-wrong-kind = Прежняя редакция о другом
regulation-wrong-replaced = Эту редакцию уже заменяет другая
regulation-wrong-early = Новая редакция не начинается раньше прежней
regulation-close = Отменить
regulation-closing = Отмена документа
regulation-close-text = Отменить документ «{ $name }» с сегодняшнего дня?
regulation-close-loss = Документ уйдёт из действующих и останется для чтения с пометкой «Отменено»
regulation-closed = Документ отменён и остаётся для чтения.
regulation-reopen = Вернуть в действие
regulation-reopened = Документ снова действует.
regulation-demands = Требуемые документы
regulation-demands-about = Что приказы оставляют решать самой организации. Требование выполнено, если документ действует сегодня. Пункты названы номерами из реестра требований: R16 — правила 2016 года, R20 — редакция 2020 года, RA — внутренние правила организации.
regulation-demands-met = Действуют { $met } из { $all }

## Виды

regulation-kind-distance = Дистанционное обучение
regulation-kind-assessment = Оценка знаний
regulation-kind-time_norms = Нормы времени учебной работы
regulation-kind-mobility = Дистанционная академическая мобильность
regulation-kind-courses = Признаваемые онлайн-курсы и платформы
regulation-kind-resources = Цифровые образовательные ресурсы
regulation-kind-instruction = Инструкция по дистанционному обучению
regulation-kind-admission = Приём на дистанционное обучение
regulation-kind-attestation = Итоговая аттестация
regulation-kind-practice = Профессиональная практика
regulation-kind-policy = Академическая политика
regulation-kind-honesty = Академическая честность
regulation-kind-other = Другой документ

## Поля

field-regulation-kind = О чём
field-regulation-number = Номер
field-approved-on = День утверждения
field-approved-by = Кем утверждено
field-force-from = Действует с
field-force-until = Действует до
field-replaces = Заменяет
field-regulation-file = Файл (SHA-256)

## Журнал

kind-regulation = Внутренние правила
act-regulation-added = Внутренние правила опубликованы
act-regulation-changed = Внутренние правила изменены
act-regulation-cancelled = Внутренние правила отменены
act-regulation-restored = Внутренние правила возвращены в действие
