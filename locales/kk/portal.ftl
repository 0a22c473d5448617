# Жұртқа ашық портал.

portal-about = Ұйым туралы
portal-about-text = Портал ұйым туралы не айтады
portal-units = Бөлімшелер және байланыс
portal-units-empty = Бөлімшелер әлі жазылмаған
portal-units-empty-text = Мұнда бөлімшелер, олардың басшылары, телефоны мен поштасы тұрады.

## Өрістер

field-about-kk = Ұйым туралы, қазақша
field-about-ru = Ұйым туралы, орысша
field-about-en = Ұйым туралы, ағылшынша
