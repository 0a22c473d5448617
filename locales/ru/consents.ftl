# Виды согласий
consent-processing = Обработка персональных данных
consent-processing-about = Сбор и обработка сведений, которые нужны для учёбы
consent-biometrics = Биометрия
consent-biometrics-about = Узнавание на экзамене по лицу или по манере набора. Для учёбы не обязательно
consent-recording = Видео- и звукозапись
consent-recording-about = Запись онлайн-занятий и экзаменов
consent-transfer = Передача третьим лицам и за границу
consent-transfer-about = Передача сведений партнёрам, в том числе в других странах

# Состояние
consent-state-given = Дано
consent-state-given-old = Дано на прежний текст
consent-state-asked = Запрошено
consent-state-refused = Отказ
consent-state-withdrawn = Отозвано
consent-state-over = Срок истёк
consent-state-nothing = Не давалось
consent-line-given = с { $date } · срок: { $term } · версия { $version } · дано: { $giver }
consent-line-asked = Запрошено: { $date }
consent-line-ended = Действовало до: { $date }
consent-withdrawn-on = Отозвано: { $date }
consent-replaced-on = Заменено новым: { $date }
consent-ended = Не действует

# Свои согласия
consents-title = Согласия
consents-own-title = Мои согласия
consents-own-about = О чём спрашивали и что вы дали; здесь же согласие можно дать и отозвать
consents-open = Открыть согласия
consents-none = Здесь будут тексты согласий
consents-none-text = Пока организация ни о чём не спрашивала.
consents-past = Данные согласия
consent-minor = Вам нет 18 лет: согласие за вас даёт и отзывает законный представитель.
consent-ward = Ребёнку нет 18 лет, поэтому за него решаете вы.
consent-adult = Этот человек совершеннолетний: согласие он даёт и отзывает сам.
consent-stranger = За этого человека вы решать не можете.
consent-representative-minor = Законному представителю нет 18 лет: согласие даёт совершеннолетний представитель.
consent-age-unknown = Дата рождения не записана, поэтому человек считается совершеннолетним. Если это не так, скажите офису регистратора.
consent-giver-age-unknown = Ваша дата рождения не записана, поэтому вы считаетесь совершеннолетним представителем. Если это не так, скажите офису регистратора.

# Одно согласие
consent-text = Текст согласия
consent-without = Если не согласиться или отозвать
consent-version-line = Версия { $version }, действует с { $date }
consent-as-given = Посмотреть, как было дано
consent-give-title = Дать согласие
consent-give = Согласиться
consent-agree = Текст прочитан, даю согласие
consent-agree-missing = Прочитайте текст и поставьте отметку
consent-text-changed = Тем временем вступила в силу новая версия текста. Прочитайте её и согласитесь ещё раз
consent-refuse = Не согласиться
consent-term-here = на время учёбы или работы здесь
consent-term-here-help = Закончится само, когда учёба или работа завершится
consent-term-day = до определённого дня
consent-term-until = по { $date } включительно
consent-term-no-role = Сейчас у этого человека нет ролей: укажите срок днём
consent-until-help = Например, 30.06.2027
consent-until-missing = Укажите, до какого дня
consent-until-past = Этот день прошёл: укажите сегодняшний или более поздний
consent-withdraw-title = Отозвать согласие
consent-withdraw-text = С момента отзыва согласие не действует. Что последует, сказано в тексте; останутся только документы, которые велит хранить закон.
consent-withdraw = Отозвать
consent-understood = Понятно, что последует
consent-understood-missing = Прочитайте, что последует, и поставьте отметку
consent-given-done = Согласие дано: { $name }.
consent-refused-done = Отказ записан: { $name }. На учёбу он не влияет.
consent-withdrawn-done = Согласие отозвано: { $name }.
consent-asked-done = Согласие запрошено: { $name }.

# Данное согласие
consent-given-about = Текст, каким он был, когда согласие дали
consent-facts = О согласии
consent-fact-person = Чьи данные
consent-fact-giver = Кто дал
consent-fact-date = Когда дано
consent-fact-term = Срок
consent-fact-way = Как дано
consent-fact-withdrawn = Когда отозвано
consent-fact-replaced = Когда заменено новым
consent-fact-withdrawal-paper = Документ об отзыве
consent-way-page = на своей странице, через систему
consent-way-paper = на бумаге: { $paper }
consent-paper-withdraw-title = Отзыв на бумаге
consent-paper-help = Номер и дата отсканированного документа. Например, № 14-К, 01.09.2026
consent-paper-missing = Укажите номер и дату документа

# По группам
consents-about = Кто в группе на что дал согласие
consents-filters = Отбор согласий
consents-group = Группа
consents-choose = Выберите группу
consents-choose-text = Выберите группу выше, и здесь появятся согласия обучающихся.
consents-any-kind = Все виды
consents-any-state = Любое состояние
consents-state = Состояние
consents-nobody = Никого не нашлось
consents-nobody-text = Уберите отбор или выберите другую группу.
consents-age = Возраст
consents-minor = нет 18 лет
consents-age-unknown = дата рождения не записана
consents-found =
    { $count ->
        [one] { $count } обучающийся
        [few] { $count } обучающихся
        [many] { $count } обучающихся
       *[other] { $count } обучающихся
    }
consents-ask-title = Запросить согласие
consents-ask-text = Запрос получит каждый обучающийся группы, который этого согласия не дал; ответит он на своей странице.
consents-ask = Запросить у тех, кто не дал
consents-asked-done = Согласие запрошено, человек: { $name }.

# Один человек
consents-now = Сейчас
consents-minor-note = Нет 18 лет: согласие даёт совершеннолетний законный представитель.
consents-no-representative = Нет 18 лет, а совершеннолетний законный представитель не записан. Сначала запишите представителя: без него согласие не записать.
consents-age-unknown-note = Дата рождения не записана, поэтому человек считается совершеннолетним. Лучше сначала указать дату рождения.
consent-ask = Запросить согласие
consent-paper-title = Записать согласие на бумаге
consent-paper-text = Отсканируйте подписанный лист и запишите здесь его номер и дату. Текст должен совпадать с версией в системе.
consent-paper-note = Записать
consent-version-of = { $name }, версия { $version }
consent-given-help = День, когда лист подписан. Например, 01.09.2026
consent-given-future = День не может быть позже сегодняшнего
consent-given-before-text = В этот день такой версии текста ещё не было. Исправьте день или версию
consent-giver-missing = Выберите, кто подписал согласие

# Тексты
consent-texts-title = Тексты согласий
consent-texts-about = Текст, на который дали согласие, не меняется никогда: вместо него добавляется новая версия
consent-text-none = Текста пока нет: это согласие не спрашивается.
consent-text-add = Добавить версию
consent-text-new = Новая версия: { $name }
consent-text-new-about = В тексте должно быть: кто обрабатывает, какие данные, для чего, кому передаются, уходят ли за границу, публикуются ли, и срок (закон 94-V, статья 8)
consent-text-missing = Напишите текст и на этом языке
consent-text-blank = Осталось незаполненное место (____): заполните его
consent-text-in-force = Действует
consent-text-later = Вступит в силу позже
consent-text-past = Прежняя
consent-text-since = с { $date }
consent-version-name = Версия { $version }
consent-text-added-done = Добавлена новая версия: { $name }.
consent-hash-about = SHA-256 текста этой версии на трёх языках. С этим значением сверяется запись в журнале.
consent-since-help = С какого дня предлагать эту версию. Данные прежде согласия остаются со своим текстом
consent-since-past = Укажите сегодняшний или более поздний день
consent-since-before-last = Последняя версия вступает в силу позже: более ранний день поставить нельзя
consent-in-kk = По-казахски
consent-in-ru = По-русски
consent-in-en = По-английски

# Поля
field-consent-kind = Вид согласия
field-consent-version = Версия текста
field-consent-hash = Контрольное значение текста
field-consent-giver = Кто дал
field-consent-paper = Номер и дата документа
field-consent-term = Срок
field-consent-until = Последний день
field-consent-text = Текст
field-consent-language = Язык текста
field-consent-given = День подписания
field-consent-since = С какого дня действует
field-consent-text-kk = Текст на казахском
field-consent-text-ru = Текст на русском
field-consent-text-en = Текст на английском
field-consent-without-kk = Что будет без согласия, на казахском
field-consent-without-ru = Что будет без согласия, на русском
field-consent-without-en = Что будет без согласия, на английском

# Журнал
act-consent-given = Дано согласие
act-consent-refused = Отказ от согласия
act-consent-withdrawn = Согласие отозвано
act-consent-asked = Запрошено согласие
act-consent-text-added = Добавлена версия текста согласия
act-consents-exported = Список согласий выгружен в файл
kind-consent-text = Текст согласия
