# Backups: made from a page and by the clock.

backups-title = Резервные копии
backups-make = Сделать копию
backups-running = Делается
backups-follow = Смотреть ход
backups-failed = Последняя не удалась
backups-none = Копий пока нет
backups-none-text = Сделайте первую копию сейчас и назначьте час, в который она повторяется каждый день. В копии — база данных и все файлы.
backups-archive = Архив
backups-made = Сделана
backups-size = Размер
backups-kept = Хранится
backups-acts = Действия
backups-sealed = зашифрована
backups-fetch = Скачать
backups-fetch-name = Скачать копию { $name }
backups-delete = Удалить
backups-delete-name = Удалить копию { $name }
backups-delete-title = Удаление копии
backups-delete-text = Из этой копии больше ничего нельзя будет восстановить.
backups-deleted = { $name } удалена
backups-content = строк: { $rows }, файлов: { $files }
backups-by-clock = по расписанию
backups-by-console = сделана командой
backups-kept-daily = { $count ->
    [one] пока не сделана { $count } новая по расписанию
    [few] пока не сделаны { $count } новые по расписанию
    [many] пока не сделаны { $count } новых по расписанию
   *[other] пока не сделано { $count } новой по расписанию
}
backups-kept-hand = пока не удалят вручную
backups-place = Копии лежат в папке { $place }; свободно на том диске: { $free }. Если диск выйдет из строя, копии пропадут вместе с ним: храните их и в другом месте.
backups-aside = Расписание, шифрование и история
backups-schedule = Каждый день
backups-schedule-saved = Расписание копий сохранено
backups-hour-none = не делать по расписанию
backups-hour-help = По времени организации. Если сегодняшний час уже прошёл, первая копия будет сделана в течение десяти минут.
backups-keep-help = Старые копии по расписанию удаляются сами, сделанные вручную остаются.
backups-wrong-hour = Выберите час из списка.
backups-wrong-keep = Напишите целое число от 1 до 366.
backups-lock = Шифрование
backups-lock-about = Если задать пароль, копии будут зашифрованы. Сам пароль нигде не хранится: забытый, он не откроет копию никому.
backups-lock-on = Копии шифруются ключом { $mark }, закрытые ключи тоже в них. Без пароля их не откроет никто.
backups-lock-set = Задать пароль
backups-lock-other = Задать другой пароль
backups-lock-save = Шифровать этим паролем
backups-lock-none = не шифруются
backups-lock-mark = ключ { $mark }
backups-unlock = Не шифровать
backups-locked = Теперь копии шифруются ключом { $name }. Запишите пароль в надёжном месте.
backups-unlocked = Теперь копии не шифруются. Прежние остаются зашифрованными.
backups-passphrase = Пароль
backups-passphrase-help = Не меньше 12 знаков. Несколько слов легко запомнить и трудно угадать.
backups-passphrase-again = Пароль ещё раз
backups-wrong-passphrase = В пароле должно быть от { $count } до 200 знаков.
backups-wrong-again = Пароли не совпадают.
backups-history = История
backups-history-none = С этой страницы копий ещё не делали.
backups-trouble = Копия не сделана
backups-trouble-name = Неверное имя архива
backups-trouble-lock = Ключ шифрования снят, а незашифрованная копия не просилась
job-kind-backup-make = Резервная копия
job-kind-backup-due = Проверка времени ежедневной копии
job-schedule-backup-due = Проверка времени ежедневной копии
field-setting-backup-hour = Час копирования
field-setting-backup-keep = Сколько копий хранить
field-setting-backup-lock = Шифрование копий
act-backup-asked = Резервная копия запрошена
act-backup-made = Резервная копия сделана
act-backup-downloaded = Резервная копия скачана
act-backup-deleted = Резервная копия удалена
kind-backup = Резервная копия
