# Страницы, которые спрашивают программы: жива ли, готова ли, как работает.

pulse-database = база данных не отвечает
pulse-disk = на диске почти нет места, сохранение может не удаться
pulse-migrations = { $count ->
    [one] в базу не внесено { $count } изменение
    [few] в базу не внесены { $count } изменения
    [many] в базу не внесены { $count } изменений
   *[other] в базу не внесены { $count } изменения
}
pulse-metrics-refused = Показатели даются программам этой машины или тем, кто покажет жетон: Authorization: Bearer (настройка metrics_token, docs/monitoring.md)
