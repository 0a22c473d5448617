# Одно действие со многими
bulk-title = Действие со списком
bulk-open = Действие со списком
bulk-open-help = С отмеченными, а если отметок нет — со всеми в отобранном списке
bulk-tick = Отметить: { $name }
bulk-which = Какое действие
bulk-give = Дать роль
bulk-end = Завершить роль
bulk-move = Перевести в группу
bulk-lock = Заблокировать
bulk-unlock = Снять блокировку
bulk-ask = Запросить согласие
bulk-anywhere = Где бы ни действовала
bulk-group = В какую группу
bulk-too-many = В списке больше 10 000 человек: сузьте его отбором
bulk-whole-list =
    { $count ->
        [one] Весь список: { $count } человек
        [few] Весь список: { $count } человека
        [many] Весь список: { $count } человек
       *[other] Весь список: { $count } человека
    }
bulk-ticked =
    { $count ->
        [one] Отмечен { $count } человек
        [few] Отмечено { $count } человека
        [many] Отмечено { $count } человек
       *[other] Отмечено { $count } человека
    }
bulk-nothing-yet = Сначала будет показано, с кем что произойдёт. До подтверждения ничего не изменится.
bulk-look = Посмотреть, что будет
bulk-last = Мои последние действия
bulk-ground-missing = Укажите основание
bulk-nobody = В этом списке никого нет
bulk-state-preview = ждёт подтверждения
bulk-state-running = выполняется
bulk-state-done = выполнено
bulk-ground = Основание: { $ground }
bulk-counts = Сколько
bulk-confirm =
    { $count ->
        [one] Выполнить для { $count } человека
        [few] Выполнить для { $count } человек
        [many] Выполнить для { $count } человек
       *[other] Выполнить для { $count } человека
    }
bulk-idle = Это действие никого не касается.
bulk-remove = Отказаться
bulk-removed = От действия отказались, ничего не изменилось.
bulk-filter = По исходу
bulk-outcome = Исход
bulk-will = Будет выполнено
bulk-done = Выполнено
bulk-file = Исход действия
bulk-running-about = Страницу можно закрыть: работа продолжится сама.
bulk-why-asker = У подтвердившего действие больше нет на него права
bulk-why-held = Эта роль уже есть
bulk-why-not-held = Такой роли нет
bulk-why-own-key = Свою роль администратора завершить нельзя
bulk-why-no-learner = Не учится в группе
bulk-why-in-group = Уже учится в этой группе
bulk-why-oneself = Себя заблокировать нельзя
bulk-why-locked = Уже заблокирован
bulk-why-open = Не заблокирован
bulk-why-consent-given = Согласие уже дано
bulk-why-consent-asked = Согласие уже запрошено
bulk-why-gone = Такого человека нет
field-bulk-deed = Действие
field-bulk-done = Выполнено
field-bulk-left-out = Не затронуто
act-people-acted = Выполнено действие со списком
kind-bulk = Действие со списком
job-kind-people-act = Действие со списком людей
job-kind-people-forget-acts = Удаление старых действий со списками
job-schedule-forget-acts = Удаление старых действий со списками
