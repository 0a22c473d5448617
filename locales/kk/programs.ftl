# Бағдарламаларға айтылатын сөздер: API неге жауап бермеді (RFC 9457).
problem-not-found-title = Мұндай мекенжай немесе нысан жоқ
problem-not-found-text = Мекенжайда қате бар, нысан жоқ немесе токен иесіне көрінбейді.
problem-forbidden-title = Құқық жетпейді
problem-forbidden-text = Токен иесінің рөлдері бұған рұқсат бермейді.
problem-sign-in-first-title = Жарамды токен керек
problem-sign-in-first-text = «Authorization: Bearer oqu_…» тақырыбы жоқ, немесе токен белгісіз, мерзімі біткен, қайтарып алынған, не иесінің есептік жазбасы құлыпталған.
problem-reach-title = Токеннің өрісі жетпейді
problem-reach-text = Бұл әрекет токеннің өрісіне кірмейді. Керек сөздер openapi.json ішінде әр әрекеттің қасында жазылған.
problem-bad-request-title = Сұрау түсініксіз
problem-bad-request-text = Сұрау толық емес немесе бүлінген. Ештеңе өзгерген жоқ.
problem-json-title = Денеде JSON нысаны жоқ
problem-json-text = Сұраудың денесі UTF-8 кодтауындағы бір JSON нысаны болуы керек. Қате { $line }-жолда, { $column }-таңбада. Ештеңе өзгерген жоқ.
problem-fields-title = Кейбір мәндер қабылданбады
problem-fields-text = Қай өріс не үшін қабылданбағаны «errors» тізімінде. Ештеңе өзгерген жоқ.
problem-method-title = Бұл мекенжай мұндай әдісті білмейді
problem-method-text = Рұқсат етілген әдістер «Allow» тақырыбында.
problem-media-type-title = Мұндай түр қабылданбайды
problem-media-type-text = Денені «Content-Type: application/json» деп жіберіңіз.
problem-too-large-title = Дене тым үлкен
problem-too-large-text = Сұраудың денесі 1 МБ-тан аспауы керек. Ештеңе өзгерген жоқ.
problem-too-slow-title = Дене уақытында жетпеді
problem-too-slow-text = Сұраудың денесі 30 секунд ішінде толық келмеді. Ештеңе өзгерген жоқ.
problem-too-many-title = Сұрау тым көп
problem-too-many-text = { $seconds ->
    [one] { $seconds } секундтан кейін қайталаңыз.
   *[other] { $seconds } секундтан кейін қайталаңыз.
 }
problem-conflict-title = Басқа біреу дәл қазір өзгертті
problem-conflict-text = Ештеңе өзгерген жоқ. Сұрауды қайталаңыз.
problem-own-role-title = Әкімші рөлін өзінен ала алмайды
problem-own-role-text = Токен өз иесінің әкімші рөлін аяқтай алмайды. Мұны басқа әкімші жасайды.
problem-changed-title = Нысан өзгеріп үлгерді
problem-changed-text = «If-Match» тақырыбындағы нұсқа ескірген. Нысанды қайта оқып, жаңа «ETag» мәнімен қайталаңыз.
problem-version-missing-title = Нұсқа аталмаған
problem-version-missing-text = Өзгерту үшін «If-Match» тақырыбында нысанның «ETag» мәні керек.
problem-repeat-title = Кілт басқа сұрауға қолданылған
problem-repeat-text = Осы «Idempotency-Key» бұрын басқа сұраумен келген. Жаңа сұрауға жаңа кілт беріңіз.
problem-disk-full-title = Серверде орын қалмады
problem-disk-full-text = Ештеңе сақталған жоқ. Бұрын сақталғанның бәрі орнында.
problem-unavailable-title = Сервер қазір жауап бере алмайды
problem-unavailable-text = Дерекқормен байланыс үзілген. Бір минуттан кейін қайталаңыз.
problem-internal-title = Бұл біздің қате
problem-internal-text = Қате журналға жазылды. Көмек сұрасаңыз, «instance» нөмірін айтыңыз.
