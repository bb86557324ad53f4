namespace Akka.Configuration.Hocon;

/// <summary>
/// Reads HOCON text into a tree. It accepts what the reference implementation reads in the same way, and refuses, with line
/// and column, what that one refuses, drops or misreads; see README.md.
/// </summary>
internal sealed partial class HoconParser
{
    private readonly HoconReader _reader;
    private readonly List<HoconSubstitution> _substitutions = [];

    private HoconParser(string text)
    {
        _reader = new HoconReader(text);
    }

    /// <summary>The root object of the text.</summary>
    /// <exception cref="FormatException">Bad syntax, an unresolved substitution, or an unsupported part of HOCON.</exception>
    /// <exception cref="ConfigurationException">An unquoted value with '=' or ':'.</exception>
    public static HoconValue Parse(string text)
    {
        var parser = new HoconParser(text);
        var root = parser.ParseRoot();
        HoconResolver.Resolve(root, parser._substitutions);
        return root;
    }

    private HoconValue ParseRoot()
    {
        var root = new HoconValue { Position = _reader.Position };
        _reader.SkipSpaceAndComments();
        var start = _reader.Position;
        ParseKeys(OwnObject(root, start), _reader.Skip('{') ? start : null);
        _reader.SkipSpaceAndComments();
        return _reader.AtEnd ? root : throw _reader.Error($"Expected the end of the text, not {_reader.Describe()}");
    }

    /// <summary>Reads keys up to the brace that closes <paramref name="opened"/>; without one, up to the end of the text.</summary>
    private void ParseKeys(HoconObject owner, HoconPosition? opened)
    {
        while (true)
        {
            _reader.SkipSpaceAndComments();
            if (_reader.AtEnd)
            {
                if (opened is { } start)
                {
                    throw HoconReader.Error("The object is not closed", start);
                }

                return;
            }

            if (opened is not null && _reader.Skip('}'))
            {
                return;
            }

            ParseKey(owner);
        }
    }

    private void ParseKey(HoconObject owner)
    {
        var start = _reader.Position;
        var quoted = _reader.Next == '"';
        if (!quoted && !_reader.AtKey)
        {
            throw _reader.Error($"Expected a key, not {_reader.Describe()}");
        }

        var key = quoted ? HoconQuotedText.Take(_reader) : _reader.TakeKey();
        _reader.SkipSpaceAndComments();
        if (!quoted && key.StartsWith("include", StringComparison.Ordinal) && _reader.Next == '"')
        {
            throw HoconReader.Error("include is not supported", start);
        }

        if (!quoted && key.EndsWith('+') && _reader.Next == '=')
        {
            throw HoconReader.Error($"+= is not supported; write {key[..^1].TrimEnd()} = [...] in full", start);
        }

        if (!owner.Items.TryGetValue(key, out var value))
        {
            value = new HoconValue();
            owner.Items.Add(key, value);
        }

        value.KeyPosition = start;
        ParseKeyContent(key, value);
    }

    private void ParseKeyContent(string key, HoconValue value)
    {
        var start = _reader.Position;
        if (_reader.Skip('.'))
        {
            _reader.SkipSpaceAndComments();
            ParseKey(OwnObject(value, start));
        }
        else if (_reader.Skip('{'))
        {
            ParseKeys(OwnObject(value, start), start);
        }
        else if (_reader.Skip('=') || _reader.Skip(':'))
        {
            Assign(value);
            _reader.Skip(',');
        }
        else
        {
            throw _reader.Error($"Expected '=', ':', '{{' or '.' after key '{key}', not {_reader.Describe()}");
        }
    }

    /// <summary>The object that keys are added to: the value's own, or a new one in place of what it was.</summary>
    private static HoconObject OwnObject(HoconValue value, HoconPosition start)
    {
        if (value.Parts is [HoconObjectElement existing])
        {
            return existing.Object;
        }

        if (value.Parts.OfType<HoconSubstitution>().Any())
        {
            throw HoconReader.Error("Adding keys to a substitution is not supported", start);
        }

        var created = new HoconObject();
        value.Clear();
        value.Add(new HoconObjectElement(created));
        value.Position = start;
        return created;
    }
}
