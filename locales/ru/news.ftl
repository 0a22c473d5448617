# Новости организации.

news-title = Новости
news-all = Все новости
news-newest = Последние новости
news-feed = Лента новостей (Atom)
news-add = Написать новость
news-new = Новая новость
news-edit = Изменение новости
news-keep = Сохранить черновик
news-added = Черновик сохранён: { $name }. Пока его видят только те, кто пишет новости.
news-unpublished = Не опубликованы
news-draft = Черновик
news-is-planned = Будет опубликована: { $when }
news-is-withdrawn = Снята с публикации: { $when }
news-empty = Новостей ещё нет
news-empty-text = Здесь появятся новости организации.
news-shown = { $count ->
    [one] На странице { $count } новость
    [few] На странице { $count } новости
    [many] На странице { $count } новостей
   *[other] На странице { $count } новости
}
news-publish = Опубликовать сейчас
news-later = Время публикации
news-plan = Опубликовать в это время
news-day-help = Например: 01.12.2026
news-time-help = Например: 09:00. По времени организации.
news-time-wrong = Напишите время в виде 09:00
news-day-wrong = Напишите день и время в пределах ближайшего года
news-published = Новость опубликована.
news-planned = Новость будет опубликована сама в указанное время.
news-withdraw = Снять с публикации
news-withdrawn = Теперь новость видят только те, кто пишет новости.
news-told-in-kk = Перевода нет, показано на казахском
news-told-in-ru = Перевода нет, показано на русском
news-told-in-en = Перевода нет, показано на английском
news-in-kk = На казахском
news-in-ru = На русском
news-in-en = На английском
news-text-help = Абзацы отделяйте пустой строкой
news-lacks-everything = Напишите заголовок и текст хотя бы на одном языке
news-lacks-title = Текст есть, а заголовка нет: напишите его
news-lacks-text = Заголовок есть, а текста нет: напишите его
news-picture = Изображение
news-picture-help = PNG, JPEG, WebP или GIF до 15 МБ
news-picture-done = Изображение сохранено.
news-picture-remove = Убрать изображение
news-picture-removed = Изображение убрано.

## Поля

field-heading-kk = Заголовок на казахском
field-heading-ru = Заголовок на русском
field-heading-en = Заголовок на английском
field-news-text-kk = Текст на казахском
field-news-text-ru = Текст на русском
field-news-text-en = Текст на английском
field-alt-kk = Что на изображении, на казахском
field-alt-ru = Что на изображении, на русском
field-alt-en = Что на изображении, на английском
field-news-day = День
field-news-time = Время
field-news-at = Время публикации

## Журнал

kind-news = Новость
act-news-added = Написана новость
act-news-changed = Изменена новость
act-news-planned = Назначено время публикации новости
act-news-unplanned = Публикация новости отменена
act-news-published = Новость опубликована
act-news-withdrawn = Новость снята с публикации
act-news-picture-set = К новости добавлено изображение
act-news-picture-removed = У новости убрано изображение
