# Фоновые работы: то, что делается позже и вне запроса.

jobs-title = Фоновые работы
jobs-caption = Фоновые работы, последняя сверху
jobs-kind = Работа
jobs-state = Состояние
jobs-when = Время
jobs-attempts = Попытки
jobs-attempts-of = Попытки: { $done } из { $limit }
jobs-asked = Кто поручил

jobs-state-queued = В очереди
jobs-state-running = Выполняется
jobs-state-done = Выполнена
jobs-state-dead = Не выполнена
jobs-state-dropped = Отменена

## Работы, которым нужно внимание

jobs-dead-title = Нужно внимание
jobs-dead-all = Показать все
jobs-dead-note = ждут решения
jobs-dead-text = Сама работа больше не повторится. Устраните причину и начните её заново, а ненужную отмените.

## Фильтры

jobs-filters = Отбор работ
jobs-search = Ключ или номер работы
jobs-any-state = В любом состоянии
jobs-any-kind = Все работы
jobs-found = { $count ->
    [one] { $count } работа
    [few] { $count } работы
    [many] { $count } работ
   *[other] { $count } работы
}
jobs-found-more = Больше { $count } работ
jobs-none-found = Таких работ нет
jobs-none-found-text = Уберите один из фильтров. Выполненные работы забываются через три дня.
jobs-none = Работ пока нет
jobs-none-text = Здесь стоят в очереди долгие дела: отправка писем, перенос списков. Первая появится сама, когда придёт её время по расписанию.

## Расписание

jobs-schedules = Работы по расписанию
jobs-schedule-next = В следующий раз
jobs-schedule-last = В последний раз
jobs-schedule-cron = Расписание
jobs-schedule-never = ещё не начиналась

## Одна работа

jobs-about = О работе
jobs-created = Поставлена в очередь
jobs-due = Начнётся
jobs-started = Начата
jobs-finished = Закончена
jobs-key = Ключ
jobs-kind-key = Вид
jobs-id = Номер
jobs-worker = Процесс
jobs-outcome = Итог
jobs-outcome-open = Открыть итог
jobs-trouble = Что случилось
jobs-payload = Что поручено
jobs-payload-unknown = Эта версия программы не знает такой работы, поэтому её данные не показаны.
jobs-history = История
jobs-restart = Начать заново
jobs-restarted = Работа снова в очереди
jobs-give-up = Отменить
jobs-give-up-title = Отменить работу?
jobs-give-up-text = Работа больше не будет выполняться. Начатая остановится через несколько секунд, но сделанное ею останется.
jobs-given-up = Работа отменена
jobs-passed = Состояние работы уже изменилось
jobs-same-work = Точно такая же работа уже в очереди, вторая не начата

jobs-trouble-database = База данных не ответила
jobs-trouble-killed = Процесс, который выполнял работу, внезапно остановился
jobs-trouble-panic = Прервалась из-за ошибки в программе
jobs-trouble-payload = Не удалось понять, что поручено
jobs-trouble-timeout = Не уложилась в отведённое время

## Свои работы

jobs-own-title = Мои работы
jobs-own-none = У вас нет фоновых работ
jobs-own-none-text = Когда вы начнёте долгое дело, здесь будут его ход и итог.
jobs-leave = Страницу можно закрыть, работа не остановится. Вы найдёте её на странице «Мои работы».
jobs-later = Работа начнётся: { $when }.
jobs-own-done = Работа выполнена.
jobs-own-dead = Администратор это видит: он найдёт причину и начнёт работу заново.
jobs-own-dropped = Администратор отменил эту работу.

## В журнале

act-job-restarted = Фоновая работа начата заново
act-job-given-up = Фоновая работа отменена
kind-job = Фоновая работа
field-job-state = Состояние работы

job-kind-jobs-forget = Забыть старые работы
job-schedule-forget-jobs = Забыть старые работы
