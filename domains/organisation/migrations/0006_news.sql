-- News in one language or more. Without a moment of publishing it is a draft, or was withdrawn;
-- with one ahead it is published at that moment by itself.
CREATE TABLE news (
    number @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    title_kk TEXT NOT NULL,
    title_ru TEXT NOT NULL,
    title_en TEXT NOT NULL,
    text_kk TEXT NOT NULL,
    text_ru TEXT NOT NULL,
    text_en TEXT NOT NULL,
    alt_kk TEXT NOT NULL,
    alt_ru TEXT NOT NULL,
    alt_en TEXT NOT NULL,
    published_at BIGINT,
    withdrawn_at BIGINT,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
) @STRICT@;

CREATE INDEX news_published ON news (published_at, number);
