# Письма: что отправлено, что ждёт, как выглядит письмо.

mail-title = Письма
mail-caption = Письма портала, последние сверху
mail-set = Почта настроена
mail-not-set = Почта не настроена
mail-not-set-title = Письма пока не отправляются
mail-not-set-text = Почтовый сервер не указан. Письма ждут здесь и уйдут, когда сервер появится. Впишите его в oqu.toml и перезапустите Oqu:
mail-demo-text = Это демонстрация: письма никому не уходят и остаются здесь. Ссылки из них можно открыть с этой страницы.
mail-test = Отправить мне пробное письмо
mail-test-to = На какой адрес
mail-test-done = Пробное письмо поставлено в очередь: { $name }. Его состояние видно на этой странице.
mail-test-no-address = Электронная почта пишется в виде imya@primer.kz
mail-test-subject = Пробное письмо
mail-test-text = Если это письмо пришло, почта портала работает.
mail-test-by = Кто отправил
mail-test-when = Когда
mail-test-button = Открыть список писем

## Список

mail-filters = Фильтры писем
mail-search = Имя, адрес или тема
mail-any-state = Любое состояние
mail-any-purpose = Любое назначение
mail-found = { $count ->
    [one] { $count } письмо
    [few] { $count } письма
    [many] { $count } писем
   *[other] { $count } письма
}
mail-found-more = Больше { $count } писем
mail-none = Письма будут здесь
mail-none-text = Когда кто-нибудь восстановит пароль или будет приглашён, его письмо появится здесь.
mail-none-found = Таких писем нет
mail-none-found-text = Уберите один из фильтров или поищите другими словами.
mail-subject = Тема
mail-to = Кому
mail-from = От кого
mail-state = Состояние
mail-written = Когда написано
mail-state-waiting = Ждёт отправки
mail-state-sent = Отправлено
mail-state-refused = Сервер не принял
mail-state-given-up = Не отправлено
mail-purpose = Назначение
mail-purpose-recovery = Восстановление пароля
mail-purpose-invitation = Приглашение
mail-purpose-address = Подтверждение почты
mail-purpose-address-changed = О смене почты
mail-purpose-password-changed = О смене пароля
mail-purpose-test = Проба

## Одно письмо

mail-about = О письме
mail-as-it-looks = Как выглядит письмо
mail-as-text = Текстом
mail-masked = Ссылка в письме только для получателя, поэтому здесь она скрыта.
mail-open-link = Открыть ссылку из письма
mail-language = Язык
mail-useful-until = До какого времени полезно
mail-tries = Попытки отправки
mail-answer = Ответ сервера
mail-message-id = Метка письма
mail-again = Отправить снова
mail-again-done = Письмо снова в очереди.
mail-again-not = Письмо и так ждёт или уже отправлено.
mail-trouble-later = Письмо пока не ушло, попытка повторится

## В самом письме

mail-greeting = Здравствуйте, { $name }!
mail-link-by-hand = Если кнопка не открывается, скопируйте этот адрес в браузер:
mail-automatic = Письмо отправлено автоматически, отвечать на него не нужно.

## Очередь и журнал

job-kind-mail-send = Отправка письма
job-kind-mail-tidy = Уборка писем
job-schedule-mail-tidy = Уборка писем
kind-mail = Письмо
act-mail-tried-again = Письмо отправлено снова
act-mail-test-posted = Отправлено пробное письмо
