# Ұйымның жаңалықтары.

news-title = Жаңалықтар
news-all = Барлық жаңалық
news-newest = Соңғы жаңалықтар
news-feed = Жаңалықтар легі (Atom)
news-add = Жаңалық жазу
news-new = Жаңа жаңалық
news-edit = Жаңалықты өзгерту
news-keep = Нобай ретінде сақтау
news-added = Нобай сақталды: { $name }. Ол әзірге тек жаңалық жазатындарға көрінеді.
news-unpublished = Жарияланбағандары
news-draft = Нобай
news-is-planned = Жариялану уақыты: { $when }
news-is-withdrawn = Қайтарып алынды: { $when }
news-empty = Жаңалық әлі жоқ
news-empty-text = Ұйымның жаңалықтары осында тұрады.
news-shown = { $count ->
    [one] Бетте { $count } жаңалық
   *[other] Бетте { $count } жаңалық
}
news-publish = Қазір жариялау
news-later = Жариялау уақыты
news-plan = Осы уақытта жариялау
news-day-help = Мысалы: 01.12.2026
news-time-help = Мысалы: 09:00. Ұйымның уақыты бойынша.
news-time-wrong = Уақытты 09:00 түрінде жазыңыз
news-day-wrong = Алдағы бір жылдың ішіндегі күн мен уақытты жазыңыз
news-published = Жаңалық жарияланды.
news-planned = Жаңалық көрсетілген уақытта өзі жарияланады.
news-withdraw = Қайтарып алу
news-withdrawn = Жаңалықты енді тек жаңалық жазатындар көреді.
news-told-in-kk = Бұл тілде жазылмаған, қазақша көрсетілді
news-told-in-ru = Бұл тілде жазылмаған, орысша көрсетілді
news-told-in-en = Бұл тілде жазылмаған, ағылшынша көрсетілді
news-in-kk = Қазақша
news-in-ru = Орысша
news-in-en = Ағылшынша
news-text-help = Абзацтарды бос жолмен бөліңіз
news-lacks-everything = Кемінде бір тілде тақырып пен мәтін жазыңыз
news-lacks-title = Мәтін бар, тақырып жоқ: тақырыбын жазыңыз
news-lacks-text = Тақырып бар, мәтін жоқ: мәтінін жазыңыз
news-picture = Сурет
news-picture-help = PNG, JPEG, WebP немесе GIF, 15 МБ-қа дейін
news-picture-done = Сурет сақталды.
news-picture-remove = Суретті алып тастау
news-picture-removed = Сурет алып тасталды.

## Өрістер

field-heading-kk = Тақырыбы, қазақша
field-heading-ru = Тақырыбы, орысша
field-heading-en = Тақырыбы, ағылшынша
field-news-text-kk = Мәтіні, қазақша
field-news-text-ru = Мәтіні, орысша
field-news-text-en = Мәтіні, ағылшынша
field-alt-kk = Суретте не бар, қазақша
field-alt-ru = Суретте не бар, орысша
field-alt-en = Суретте не бар, ағылшынша
field-news-day = Күні
field-news-time = Уақыты
field-news-at = Жариялау уақыты

## Журнал

kind-news = Жаңалық
act-news-added = Жаңалық жазылды
act-news-changed = Жаңалық өзгертілді
act-news-planned = Жаңалықтың жариялану уақыты белгіленді
act-news-unplanned = Жаңалықтың жариялануы тоқтатылды
act-news-published = Жаңалық жарияланды
act-news-withdrawn = Жаңалық қайтарып алынды
act-news-picture-set = Жаңалыққа сурет қойылды
act-news-picture-removed = Жаңалықтың суреті алынды
