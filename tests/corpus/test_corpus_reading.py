import hashlib
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from helpers.corpus import CorpusError, read_corpus, reasons, tokenise
from helpers.corpus.encodings import decode

ENGLISH = (
    "The minister said that the trains would be late, and it was not what they had in mind. " * 3
)
RUSSIAN = "Министр сообщил, что поезда опоздают, и никто не знал, когда они придут. " * 3


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (folder / name).write_bytes(text.encode(encoding))


def set_aside(corpus) -> dict[str, str]:
    table = reasons()
    files = corpus.cleaning[
        corpus.cleaning["reason"].isin(table.loc[table["kind"] == "file", "reason"])
    ]
    return dict(zip(files["article_id"], files["reason"], strict=True))


def test_the_frames_have_the_columns_of_the_design(folder):
    articles, cleaning, sentences = read_corpus(folder)
    assert list(articles.columns) == [
        "article_id", "file", "title", "outlet", "agency", "published", "dateline", "byline",
        "words", "sentences", "reprint_group", "sha256", "text",
    ]  # fmt: skip
    assert list(cleaning.columns) == ["article_id", "text", "reason"]
    assert list(sentences.columns) == [
        "article_id", "sentence_id", "paragraph", "start", "end", "text",
    ]  # fmt: skip
    row = articles.iloc[0]
    raw = (folder / "grève.txt").read_bytes()
    assert (row["article_id"], row["file"]) == ("grève", "grève.txt")
    assert row["sha256"] == hashlib.sha256(raw).hexdigest()
    assert row["sentences"] == len(sentences) == 4
    assert list(sentences["sentence_id"]) == [f"grève-s{k:03d}" for k in range(1, 5)]
    assert list(sentences["paragraph"]) == [0, 1, 2, 3]


def test_sentences_and_tokens_point_into_the_text(folder):
    articles, _, sentences = read_corpus(folder)
    text = articles["text"].iloc[0]
    tokens = tokenise(sentences)
    assert list(tokens.columns) == [
        "article_id", "sentence_id", "start", "end", "form", "lemma", "kind",
    ]  # fmt: skip
    for frame, column in ((sentences, "text"), (tokens, "form")):
        cut = [text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)]
        assert cut == list(frame[column])
    counted = tokens["kind"].isin(["word", "number"]).sum()
    assert articles["words"].iloc[0] == counted
    assert tokens.loc[tokens["form"] == "trains", "lemma"].iloc[0] == "train"


def test_no_sentence_no_token():
    nothing = pd.DataFrame(
        columns=["article_id", "sentence_id", "paragraph", "start", "end", "text"]
    )
    assert tokenise(nothing).empty


def test_every_file_is_an_article_or_a_row_that_says_why_not(folder, article):
    write(folder, "vide.txt", "")
    write(folder, "blanc.txt", " \n\n\t")
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    write(folder, "debris.txt", "Publicité\nPartager\nin\n___")
    write(folder, "chiffres.txt", "12 345 67")
    write(folder, "english.txt", ENGLISH)
    write(folder, "russe.txt", RUSSIAN)
    write(folder, "encore.txt", article() + "\n")
    write(folder, "encore.TXT", article("Retour au calme", "middle"))
    (folder / "dossier.txt").mkdir()
    (folder / "lien.txt").symlink_to(folder / "nulle-part")
    corpus = read_corpus(folder)
    assert list(corpus.articles["file"]) == ["encore.TXT"]
    assert set_aside(corpus) == {
        "vide": "file_empty",
        "blanc": "file_empty",
        "image": "file_binary",
        "debris": "file_no_text",
        "chiffres": "file_no_text",
        "english": "file_not_french",
        "russe": "file_not_french",
        "grève": "file_duplicate",
        "encore": "file_name_taken",
        "lien": "file_unreadable",
    }
    assert ("debris", "Publicité", "advertisement") in set(
        corpus.cleaning.itertuples(index=False, name=None)
    )


def test_a_file_that_may_not_be_read_is_a_row(folder, article, monkeypatch):
    write(folder, "secret.txt", article("Retour au calme", "middle"))
    read = Path.read_bytes

    def refuse(path):
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    corpus = read_corpus(folder)
    assert set_aside(corpus) == {"secret": "file_unreadable"}
    assert "Permission denied" in corpus.cleaning["text"].iloc[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(tmp_path, article, encoding):
    write(tmp_path, "a.txt", article(), encoding)
    corpus = read_corpus(tmp_path)
    assert corpus.cleaning.empty
    assert corpus.articles["text"].iloc[0] == article().replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "Windows-1252"), ("iso8859-15", "ISO 8859-15"), ("mac_roman", "Mac Roman")],
)
def test_older_encodings_are_read_with_a_notice(tmp_path, article, encoding, name):
    text = article("Élève à Évreux, Noël Çelik a payé 3 € : « c’était là », dit-il.", "middle")
    if encoding == "iso8859-15":
        text = text.replace("’", "'")
    write(tmp_path, "a.txt", text, encoding)
    corpus = read_corpus(tmp_path)
    assert corpus.articles["text"].iloc[0] == text.replace("\n\n", "\n")
    assert corpus.cleaning[["text", "reason"]].values.tolist() == [
        [f"read as {name}, not UTF-8", "encoding"]
    ]


def test_a_few_broken_bytes_do_not_make_a_file_something_else(article):
    decoded = decode(article().encode() + b"\xff.")
    assert decoded.text == article() + "."
    assert "broken bytes" in decoded.notice


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7 abc", b"PK\x03\x04abc", b"{\\rtf1 abc}", b"a\x00\x01\x02b"]
)
def test_other_formats_are_no_text(raw):
    assert decode(raw) is None


def test_decomposed_names_of_files_are_composed(tmp_path, article):
    write(tmp_path, unicodedata.normalize("NFD", "été.txt"), article())
    write(tmp_path, "articles.csv", "file,outlet\nété.txt,Le Bouvreuil\n")
    articles = read_corpus(tmp_path).articles
    assert articles[["article_id", "outlet"]].values.tolist() == [["été", "Le Bouvreuil"]]


def test_one_text_of_two_outlets_is_two_articles_and_a_reprint(folder, article):
    write(folder, "autre.txt", article())
    write(folder, "articles.csv", "file,outlet\ngrève.txt,Le Bouvreuil\nautre.txt,Le Pinson\n")
    corpus = read_corpus(folder)
    assert list(corpus.articles["reprint_group"]) == ["r001", "r001"]
    assert set_aside(corpus) == {}


def test_what_articles_csv_says_wins(folder):
    write(
        folder,
        "articles.csv",
        "File ,title,outlet,agency,published,dateline,byline,url\n"
        "grève.txt,Un autre titre,Le Bouvreuil,Agence France-Presse,2023-09,SEOUL,"
        "Claire Morand,x\n",
    )
    row = read_corpus(folder).articles.iloc[0]
    assert list(row[["title", "outlet", "agency", "published", "dateline", "byline"]]) == [
        "Un autre titre", "Le Bouvreuil", "AFP", "2023-09", "Séoul", "Claire Morand",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("file;outlet;published\ngrève.txt;L’Été;12/09/2023\n", "cp1252"),
        ("file;outlet;published\r\ngrève;L’Été;2023-09-12\r\n", "utf-8-sig"),
        ("file\toutlet\tpublished\ncorpus/grève.txt\tL’Été\t2023-09-12T10:00:00Z\n", "utf-16"),
        ('file,outlet,published\n"grève.txt","L’Été","12 septembre 2023"\n\n', "utf-8"),
    ],
)
def test_tables_from_spreadsheets_are_read(folder, content, encoding):
    write(folder, "articles.csv", content, encoding)
    row = read_corpus(folder).articles.iloc[0]
    assert (row["outlet"], row["published"]) == ("L’Été", "2023-09-12")


@pytest.mark.parametrize(
    ("content", "fault", "remedy"),
    [
        ("nom,outlet\na.txt,x\n", "no column file (columns found: nom, outlet)", "name the column"),
        ("", "no column file (columns found: none)", "name the column"),
        (
            "file,published\ngrève.txt,13 ou 14 mai\n",
            "line 2: published is '13 ou 14 mai'",
            "write 2023-09-13",
        ),
        ("file,published\ngrève.txt,2023-02-30\n", "'2023-02-30'", "write 2023-09-13"),
        ("file,published\ngrève.txt,09/13/2023\n", "'09/13/2023'", "write 2023-09-13"),
        (
            "file,outlet\ngrève.txt,A\ngrève.txt,B\n",
            "line 3: grève.txt is described twice",
            "keep one line",
        ),
        (
            "file,title\ngrève.txt,Oui, mais\n",
            "line 2: 3 cells where the header has 2",
            "quotation marks",
        ),
        ("file,title\n,Oui\n", "line 2: no file named", "delete the line"),
    ],
)
def test_faults_of_articles_csv_are_named_with_their_remedy(folder, content, fault, remedy):
    write(folder, "articles.csv", content)
    with pytest.raises(CorpusError) as error:
        read_corpus(folder)
    message = str(error.value)
    assert fault in message
    assert remedy in message
    assert "articles.csv" in message
    assert "\n" not in message


def test_a_described_file_that_is_not_there_is_a_row(folder):
    write(folder, "articles.csv", "file,outlet\nabsent.txt,Le Bouvreuil\n")
    rows = read_corpus(folder).cleaning.values.tolist()
    assert rows == [
        ["absent", "articles.csv, line 2: absent.txt is not in the folder", "unknown_file"]
    ]


def test_folders_without_articles_are_refused_in_one_line(tmp_path):
    (tmp_path / "vide").mkdir()
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "dehors").mkdir()
    (tmp_path / "dehors" / "dedans").mkdir()
    write(tmp_path / "dehors" / "dedans", "a.txt", "Bonjour.")
    (tmp_path / "anglais").mkdir()
    write(tmp_path / "anglais", "a.txt", ENGLISH)
    write(tmp_path, "un.txt", "Bonjour.")
    for name, told in {
        "absent": "there is no such folder; check the parameter corpus",
        "vide": "holds no .txt file (it is empty): save each article",
        "images": "holds no .txt file (1 .png): save each article",
        "dehors": "holds its .txt files in folders (dedans): name one of them",
        "anglais": "none of its 1 files is an article of the corpus (file_not_french 1)",
        "un.txt": "is a file: name the folder",
    }.items():
        with pytest.raises(CorpusError) as error:
            read_corpus(tmp_path / name)
        assert told in str(error.value)
        assert "\n" not in str(error.value)


@pytest.fixture
def dated(tmp_path, article):
    for day in (1, 5, 9):
        write(
            tmp_path,
            f"j{day}.txt",
            article(f"Le train numéro {day} est parti de Vire mercredi.", "middle"),
        )
    write(tmp_path, "mois.txt", article("Le train du mois est parti de Vire mercredi.", "middle"))
    write(tmp_path, "jamais.txt", article("Le dernier train est parti de Vire mercredi.", "middle"))
    write(
        tmp_path,
        "articles.csv",
        "file,published,outlet\nj1,2023-09-01,A\nj5,2023-09-05,B\nj9,2023-09-09,A\nmois,2023-09,B\n",
    )
    return tmp_path


def test_a_period_keeps_what_surely_lies_in_it(dated):
    corpus = read_corpus(dated, first_day="2023-09-02", last_day="2023-09-08")
    assert list(corpus.articles["article_id"]) == ["j5"]
    assert set_aside(corpus) == {
        "j1": "out_of_period", "j9": "out_of_period", "mois": "undated", "jamais": "undated",
    }  # fmt: skip
    whole = read_corpus(dated, first_day="2023-09-01", last_day="2023-09-30")
    assert set(whole.articles["article_id"]) == {"j1", "j5", "j9", "mois"}
    assert set(read_corpus(dated, first_day="2023-09-05").articles["article_id"]) == {"j5", "j9"}


def test_outlets_are_chosen_by_name(dated):
    corpus = read_corpus(dated, outlets=["A"])
    assert list(corpus.articles["article_id"]) == ["j1", "j9"]
    assert len(corpus.articles) + len(set_aside(corpus)) == 5


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"first_day": "2023-9-1"}, "first_day is '2023-9-1', no ISO day"),
        ({"last_day": "2023-02-30"}, "last_day is '2023-02-30', no ISO day"),
        ({"first_day": "2023-09"}, "no ISO day"),
        ({"first_day": "2023-09-09", "last_day": "2023-09-01"}, "exchange them"),
        ({"first_day": "2024-01-01"}, "none of its 5 files is an article"),
        ({"outlets": ["Z"]}, "outlets there: A, B"),
        ({"outlets": ["A", "Z"]}, "no article of outlet Z"),
    ],
)
def test_a_choice_that_leaves_nothing_or_makes_no_sense_is_refused(dated, choice, told):
    with pytest.raises(CorpusError, match=r"^[^\n]+$") as error:
        read_corpus(dated, **choice)
    assert told in str(error.value)


def test_the_reading_is_remembered_by_content_not_by_name_of_folder(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("autre")
    (other / "grève.txt").write_bytes((folder / "grève.txt").read_bytes())
    pd.testing.assert_frame_equal(read_corpus(folder).articles, read_corpus(other).articles)
    write(
        other,
        "grève.txt",
        "Le trafic a repris hier soir à la gare de Vire, a dit la direction du rail.",
    )
    assert read_corpus(other).articles["text"].iloc[0].startswith("Le trafic a repris")
