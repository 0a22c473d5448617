# Две записи об одном человеке.

doubles-title = Двойные записи
doubles-grounds = Чем похожи
doubles-by-birth = Имя и дата рождения
doubles-by-name = Имя, без даты рождения
doubles-by-phone = Телефон
doubles-about-birth = Записи с одинаковым именем и датой рождения. Буквы, которые пишут одну вместо другой (ё и е, казахские и русские), и порядок имени и фамилии не различаются.
doubles-about-name = Записи с одинаковым именем, у одной из которых нет даты рождения.
doubles-about-phone = Записи с одинаковым телефоном и именем или датой рождения. Родители и дети не показаны.
doubles-empty = Таких пар нет
doubles-empty-text = Здесь появятся записи, которые могут быть об одном человеке.
doubles-one = Первая запись
doubles-other = Вторая запись
doubles-next = Дальше
doubles-compare = Сравнить
doubles-compare-of = Сравнить: { $name }
doubles-other-iin = ИИН различаются
doubles-compare-title = Сравнение двух записей
doubles-compare-about = Выберите, какая запись останется и что верно в каждом поле.
doubles-tell-apart = Это два человека
doubles-told-apart = Отмечено, что это два разных человека.
doubles-barred = Вы не можете объединить эти записи
doubles-barred-same = Это одна и та же запись.
doubles-barred-oneself = Вашу собственную запись должен объединить кто-то другой.
doubles-barred-administrator = Запись администратора объединяет только администратор.
doubles-barred-related = Один — законный представитель другого: это два человека.
doubles-hindered = Сначала нужно решить
doubles-field = Поле
doubles-keep = Остаётся запись
doubles-keep-missing = Выберите, какая запись останется
doubles-choice-missing = Выберите, что верно
doubles-ground-missing = Напишите, почему объединяете
doubles-ground-help = Например: заявление человека, удостоверение личности
doubles-changed = Запись за это время изменилась: просмотрите страницу и отправьте снова
doubles-added = Добавлена { $date }
doubles-open = Страница человека
doubles-photo = Есть фото
doubles-nothing = нет
doubles-moves = Перейдёт к оставшейся
doubles-ends = Кончится вместе с записью
doubles-keeps = Вторая запись останется ссылкой: старые адреса и логин ведут к оставшейся. Отменить это нельзя.
doubles-merge = Объединить
doubles-merged = Записи объединены: { $name }
doubles-already = Эта запись уже объединена: { $name }

## Что переходит и что кончается

moves-roles = { $count ->
    [one] { $count } роль
    [few] { $count } роли
    [many] { $count } ролей
   *[other] { $count } роли
}
moves-representatives = { $count ->
    [one] { $count } законный представитель
    [few] { $count } законных представителя
    [many] { $count } законных представителей
   *[other] { $count } законного представителя
}
moves-wards = { $count ->
    [one] Представляет { $count } человека
    [few] Представляет { $count } человек
    [many] Представляет { $count } человек
   *[other] Представляет { $count } человека
}
moves-consents = { $count ->
    [one] { $count } согласие
    [few] { $count } согласия
    [many] { $count } согласий
   *[other] { $count } согласия
}
moves-imports = { $count ->
    [one] { $count } импорт списка
    [few] { $count } импорта списков
    [many] { $count } импортов списков
   *[other] { $count } импорта списков
}
moves-bulk-acts = { $count ->
    [one] { $count } действие со списком
    [few] { $count } действия со списками
    [many] { $count } действий со списками
   *[other] { $count } действия со списками
}
moves-jobs = { $count ->
    [one] { $count } порученная работа
    [few] { $count } порученные работы
    [many] { $count } порученных работ
   *[other] { $count } порученной работы
}
moves-files = { $count ->
    [one] { $count } загруженный файл
    [few] { $count } загруженных файла
    [many] { $count } загруженных файлов
   *[other] { $count } загруженного файла
}
moves-mails = { $count ->
    [one] { $count } письмо
    [few] { $count } письма
    [many] { $count } писем
   *[other] { $count } письма
}
moves-documents = { $count ->
    [one] { $count } документ
    [few] { $count } документа
    [many] { $count } документов
   *[other] { $count } документа
}
moves-tokens = { $count ->
    [one] { $count } токен программы
    [few] { $count } токена программ
    [many] { $count } токенов программ
   *[other] { $count } токена программ
}
ends-passkeys = { $count ->
    [one] { $count } ключ входа
    [few] { $count } ключа входа
    [many] { $count } ключей входа
   *[other] { $count } ключа входа
}
ends-sessions = { $count ->
    [one] { $count } открытый сеанс
    [few] { $count } открытых сеанса
    [many] { $count } открытых сеансов
   *[other] { $count } открытого сеанса
}
ends-password = Пароль
doubles-shown = { $count ->
    [one] На странице { $count } пара
    [few] На странице { $count } пары
    [many] На странице { $count } пар
   *[other] На странице { $count } пары
}

## Поля

field-merged-record = Объединённая запись
field-kept-record = Оставшаяся запись
field-another-person = Другой человек

## Журнал

act-person-merged = К записи присоединена вторая
act-person-merged-away = Запись присоединена к другой
act-person-told-apart = Отмечено, что это разные люди
