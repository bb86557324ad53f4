using System.Buffers;

namespace Akka.Configuration.Hocon;

/// <summary>The text with a cursor that knows its line and column.</summary>
internal sealed class HoconReader(string text)
{
    /// <summary>Characters that end an unquoted key.</summary>
    public const string NotInUnquotedKey = NotInUnquotedText + ".";

    private const string NotInUnquotedText = "$\"{}[]:=,#`^?!@*&\\";
    private static readonly SearchValues<char> EndsText = SearchValues.Create(NotInUnquotedText);
    private static readonly SearchValues<char> EndsKey = SearchValues.Create(NotInUnquotedKey);

    private int _index;
    private int _line = 1;
    private int _lineStart;

    public bool AtEnd => _index >= text.Length;

    /// <summary>The next character, or NUL at the end.</summary>
    public char Next => AtEnd ? '\0' : text[_index];

    public HoconPosition Position => new(_line, _index - _lineStart + 1);

    public bool AtComment
    {
        get
        {
            var length = Next == '#' ? 1 : Looking("//") ? 2 : 0;

            // The reference implementation does not recognize a comment sign at the very end of the text.
            return length > 0 && (_index + length < text.Length
                ? true
                : throw Error("An empty comment cannot end the text; put a line break after it"));
        }
    }

    /// <summary>Whether an unquoted value continues here.</summary>
    public bool AtText => !AtEnd && !char.IsWhiteSpace(Next) && !AtComment && !EndsText.Contains(Next);

    /// <summary>Whether an unquoted key continues here. A key may have spaces inside, but ends with its line.</summary>
    public bool AtKey => !AtEnd && Next is not ('\n' or '\r') && !AtComment && !EndsKey.Contains(Next);

    public bool Looking(string pattern) => string.CompareOrdinal(text, _index, pattern, 0, pattern.Length) == 0;

    public FormatException Error(string message) => Error(message, Position);

    public static FormatException Error(string message, HoconPosition where) => new(where.Locate(message));

    public char Take()
    {
        var taken = text[_index++];
        if (taken == '\n')
        {
            _line++;
            _lineStart = _index;
        }

        return taken;
    }

    /// <summary>Moves past a character if it is the next one.</summary>
    public bool Skip(char expected)
    {
        if (Next != expected || AtEnd)
        {
            return false;
        }

        Take();
        return true;
    }

    public void Skip(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Take();
        }
    }

    public void SkipSpaceAndComments()
    {
        while (!AtEnd && (char.IsWhiteSpace(Next) || AtComment))
        {
            if (AtComment)
            {
                TakeWhile(() => Next != '\n');
            }
            else
            {
                Take();
            }
        }
    }

    /// <summary>Takes the spaces and tabs before the next part of the same line.</summary>
    public string TakeBlanks() => TakeWhile(() => Next is ' ' or '\t');

    public string TakeText() => TakeWhile(() => AtText);

    public string TakeKey() => TakeWhile(() => AtKey).Trim();

    public string TakeWhile(Func<bool> wanted)
    {
        var start = _index;
        while (!AtEnd && wanted())
        {
            Take();
        }

        return text[start.._index];
    }

    /// <summary>A short name of what stands here, for messages.</summary>
    public string Describe() => AtEnd ? "the end of the text" : $"'{Next}'";
}
