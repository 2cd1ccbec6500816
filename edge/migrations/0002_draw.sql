-- Waves have a draw now: definitions of before lack its time and the quotas of
-- provinces, and nobody was ever drawn by them.
DELETE FROM wave WHERE json_extract(definition, '$.draws_at') IS NULL;
