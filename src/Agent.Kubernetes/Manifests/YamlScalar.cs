using System.Buffers.Text;
using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Agent.Kubernetes.Manifests;

/// <summary>
/// What a YAML scalar means, as Kubernetes resolves it (YAML 1.1: yes, no, on and off are booleans, 0644 is octal). A quoted
/// scalar is always a text.
/// </summary>
internal static class YamlScalar
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    public static ManifestScalar Resolve(Scalar scalar)
    {
        var line = (int)scalar.Start.Line;
        var tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? null : scalar.Tag.Value;
        if (tag is null)
        {
            return scalar.Style == ScalarStyle.Plain && !scalar.Tag.IsNonSpecific
                ? ResolvePlain(line, scalar.Value)
                : new ManifestScalar(line, ScalarKind.Text, scalar.Value);
        }

        var plain = ResolvePlain(line, scalar.Value);
        return tag switch
        {
            TagPrefix + "str" => new ManifestScalar(line, ScalarKind.Text, scalar.Value),
            TagPrefix + "binary" => new ManifestScalar(line, ScalarKind.Text, Binary(line, scalar.Value)),
            TagPrefix + "null" when plain.Kind == ScalarKind.Null => plain,
            TagPrefix + "bool" when plain.Kind == ScalarKind.Boolean => plain,
            TagPrefix + "int" when plain.Kind == ScalarKind.Number && !plain.Text.AsSpan().ContainsAny('.', 'E') => plain,
            TagPrefix + "float" when plain.Kind == ScalarKind.Number => plain,
            _ => throw new ManifestException(line, "", $"the tag {tag} does not fit the value"),
        };
    }

    private static ManifestScalar ResolvePlain(int line, string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return new ManifestScalar(line, ScalarKind.Null, "");
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return new ManifestScalar(line, ScalarKind.Boolean, "true", Written: text);
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return new ManifestScalar(line, ScalarKind.Boolean, "false", Written: text);
            case ".nan" or ".NaN" or ".NAN":
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF":
                throw new ManifestException(line, "", $"{text} is not a number that JSON has");
        }

        return text[0] is '+' or '-' or '.' || char.IsAsciiDigit(text[0])
            ? Number(line, text)
            : new ManifestScalar(line, ScalarKind.Text, text);
    }

    private static ManifestScalar Number(int line, string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (Integer(plain) is { } integer)
        {
            return new ManifestScalar(line, ScalarKind.Number, integer.ToString(CultureInfo.InvariantCulture));
        }

        if (!IsFloat(plain))
        {
            return new ManifestScalar(line, ScalarKind.Text, text);
        }

        var value = double.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new ManifestScalar(line, ScalarKind.Number, WriteDouble(value))
            : new ManifestScalar(line, ScalarKind.Text, text);
    }

    /// <summary>A double as JSON text; a whole one without point or exponent, so that 80.0 fits a port.</summary>
    internal static string WriteDouble(double value) => Math.Abs(value) < 1e18 && value == Math.Truncate(value)
        ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A whole number of 64 bits: decimal, or with prefix 0x, 0o, 0 or 0b.</summary>
    private static Int128? Integer(string text)
    {
        var negative = text[0] == '-';
        var digits = text[0] is '+' or '-' ? text.AsSpan(1) : text;
        var (radix, skip) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        Int128 value = 0;
        if (digits.Length == skip)
        {
            return null;
        }

        foreach (var c in digits[skip..])
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
            {
                return null;
            }

            value = (value * radix) + digit;
            if (value > ulong.MaxValue)
            {
                return null;
            }
        }

        value = negative ? -value : value;
        return value < long.MinValue ? null : value;
    }

    private static string Binary(int line, string text)
    {
        var bytes = new byte[text.Length];
        if (!Base64.IsValid(text) || !Convert.TryFromBase64String(text, bytes, out var count))
        {
            throw new ManifestException(line, "", "a value tagged !!binary must be base64");
        }

        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    /// <summary>Digits with a point among or after them, or a point and digits; then an exponent, if any.</summary>
    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        if (text[0] is '+' or '-')
        {
            text = text[1..];
        }

        var exponent = text.IndexOfAny('e', 'E');
        if (exponent >= 0)
        {
            var digits = text[(exponent + 1)..];
            digits = digits is ['+' or '-', ..] ? digits[1..] : digits;
            if (digits.Length == 0 || digits.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            text = text[..exponent];
        }

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        return whole.Length + fraction.Length > 0
            && !whole.ContainsAnyExceptInRange('0', '9')
            && !fraction.ContainsAnyExceptInRange('0', '9');
    }
}
