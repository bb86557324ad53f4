using System.Collections.Immutable;
using System.Globalization;
using Agent.Kubernetes.Validation;

namespace Agent.Kubernetes.Selectors;

/// <summary>Reads the text form of label selectors.</summary>
internal sealed class LabelSelectorReader
{
    private readonly string _text;
    private int _at;

    private LabelSelectorReader(string text) => _text = text;

    /// <summary>Reads all requirements; a text of nothing but blanks has none.</summary>
    public static ImmutableArray<LabelRequirement> Read(string text)
    {
        var reader = new LabelSelectorReader(text);
        var requirements = ImmutableArray.CreateBuilder<LabelRequirement>();
        if (reader.Peek() == "")
        {
            return [];
        }

        while (true)
        {
            requirements.Add(reader.Requirement());
            switch (reader.Next())
            {
                case "":
                    return requirements.DrainToImmutable();
                case ",":
                    break;
                case var other:
                    throw reader.Wrong($"',' or the end is expected, not '{other}'");
            }
        }
    }

    /// <summary>A requirement whose key and values are allowed.</summary>
    public static LabelRequirement Checked(string key, LabelOperator @operator, IReadOnlyList<string> values)
    {
        if (NameRules.QualifiedName(key) is { } wrongKey)
        {
            throw new SelectorException($"label key '{key}': {wrongKey}");
        }

        foreach (var value in values)
        {
            if (NameRules.LabelValue(value) is { } wrong)
            {
                throw new SelectorException($"value '{value}' of label {key}: {wrong}");
            }
        }

        var complaint = @operator switch
        {
            LabelOperator.In or LabelOperator.NotIn when values.Count == 0 => "at least one value is needed",
            LabelOperator.Exists or LabelOperator.DoesNotExist when values.Count > 0 => "no value is allowed",
            LabelOperator.GreaterThan or LabelOperator.LessThan
                when !long.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) =>
                "a whole number is needed to compare",
            _ => null,
        };
        return complaint is null
            ? new LabelRequirement(key, @operator, values.ToImmutableSortedSet(StringComparer.Ordinal))
            : throw new SelectorException($"label {key}: {complaint}");
    }

    private LabelRequirement Requirement()
    {
        if (Peek() == "!")
        {
            Next();
            return Checked(Word("a label's name"), LabelOperator.DoesNotExist, []);
        }

        var key = Word("a label's name");
        switch (Peek())
        {
            case "" or ",":
                return Checked(key, LabelOperator.Exists, []);
            case "=" or "==":
                Next();
                return Checked(key, LabelOperator.In, [Value()]);
            case "!=":
                Next();
                return Checked(key, LabelOperator.NotIn, [Value()]);
            case ">":
                Next();
                return Checked(key, LabelOperator.GreaterThan, [Value()]);
            case "<":
                Next();
                return Checked(key, LabelOperator.LessThan, [Value()]);
            case "in":
                Next();
                return Checked(key, LabelOperator.In, Values());
            case "notin":
                Next();
                return Checked(key, LabelOperator.NotIn, Values());
            case var other:
                throw Wrong($"one of =, ==, !=, in, notin, > and < is expected, not '{other}'");
        }
    }

    private List<string> Values()
    {
        if (Next() != "(")
        {
            throw Wrong("'(' is expected before the values");
        }

        var values = new List<string>();
        while (true)
        {
            values.Add(Value());
            switch (Next())
            {
                case ")":
                    return values;
                case ",":
                    break;
                default:
                    throw Wrong("')' is expected after the values");
            }
        }
    }

    /// <summary>A value, which may be empty.</summary>
    private string Value() => Peek() is "" or "," or ")" ? "" : Word("a value");

    private string Word(string what)
    {
        var token = Next();
        return token.Length > 0 && !IsSymbol(token[0]) ? token : throw Wrong($"{what} is expected, not '{token}'");
    }

    private string Peek()
    {
        var at = _at;
        var token = Next();
        _at = at;
        return token;
    }

    /// <summary>The next word or symbol; empty at the end.</summary>
    private string Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        var start = _at;
        if (_at < _text.Length && IsSymbol(_text[_at]))
        {
            var two = _text[_at] is '=' or '!' && _at + 1 < _text.Length && _text[_at + 1] == '=';
            _at += two ? 2 : 1;
        }
        else
        {
            while (_at < _text.Length && !IsSymbol(_text[_at]) && !char.IsWhiteSpace(_text[_at]))
            {
                _at++;
            }
        }

        return _text[start.._at];
    }

    private static bool IsSymbol(char c) => c is '=' or '!' or '(' or ')' or ',' or '<' or '>';

    private SelectorException Wrong(string why) => new($"label selector '{_text}': {why}");
}
