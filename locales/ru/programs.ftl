# Что говорится программам: почему API не ответило (RFC 9457).
problem-not-found-title = Нет такого адреса или объекта
problem-not-found-text = В адресе ошибка, объекта нет, или владелец токена его не видит.
problem-forbidden-title = Недостаточно прав
problem-forbidden-text = Роли владельца токена этого не разрешают.
problem-sign-in-first-title = Нужен действующий токен
problem-sign-in-first-text = Нет заголовка «Authorization: Bearer oqu_…», или токен неизвестен, истёк, отозван, либо учётная запись владельца заблокирована.
problem-reach-title = Токену это не открыто
problem-reach-text = Действие не входит в область токена. Нужные слова указаны у каждого действия в openapi.json.
problem-bad-request-title = Запрос непонятен
problem-bad-request-text = Запрос неполный или повреждён. Ничего не изменилось.
problem-json-title = В теле нет объекта JSON
problem-json-text = Тело запроса должно быть одним объектом JSON в кодировке UTF-8. Ошибка в строке { $line }, знак { $column }. Ничего не изменилось.
problem-fields-title = Некоторые значения не приняты
problem-fields-text = Какие поля и почему не приняты, сказано в списке «errors». Ничего не изменилось.
problem-method-title = Этот адрес не знает такого метода
problem-method-text = Разрешённые методы названы в заголовке «Allow».
problem-media-type-title = Такой тип не принимается
problem-media-type-text = Отправьте тело с заголовком «Content-Type: application/json».
problem-too-large-title = Тело слишком большое
problem-too-large-text = Тело запроса не может быть больше 1 МБ. Ничего не изменилось.
problem-too-slow-title = Тело не дошло вовремя
problem-too-slow-text = Тело запроса не пришло целиком за 30 секунд. Ничего не изменилось.
problem-too-many-title = Слишком много запросов
problem-too-many-text = { $seconds ->
    [one] Повторите через { $seconds } секунду.
    [few] Повторите через { $seconds } секунды.
    [many] Повторите через { $seconds } секунд.
   *[other] Повторите через { $seconds } секунды.
 }
problem-conflict-title = Кто-то изменил это в тот же миг
problem-conflict-text = Ничего не изменилось. Повторите запрос.
problem-own-role-title = Роль администратора нельзя снять с себя
problem-own-role-text = Токен не может завершить роль администратора своего владельца. Это делает другой администратор.
problem-changed-title = Объект уже изменился
problem-changed-text = Версия в заголовке «If-Match» устарела. Прочитайте объект заново и повторите с новым значением «ETag».
problem-version-missing-title = Версия не названа
problem-version-missing-text = Для изменения нужен заголовок «If-Match» со значением «ETag» объекта.
problem-repeat-title = Ключ уже занят другим запросом
problem-repeat-text = С этим «Idempotency-Key» раньше пришёл другой запрос. Дайте новому запросу новый ключ.
problem-disk-full-title = На сервере нет места
problem-disk-full-text = Ничего не сохранено. Всё сохранённое раньше на месте.
problem-unavailable-title = Сервер сейчас не может ответить
problem-unavailable-text = Связь с базой данных прервана. Повторите через минуту.
problem-internal-title = Это наша ошибка
problem-internal-text = Ошибка записана в журнал. Если будете спрашивать о ней, назовите номер «instance».
