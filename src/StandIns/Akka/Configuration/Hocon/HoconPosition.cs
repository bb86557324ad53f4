using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>A place in HOCON text; both numbers start at 1. The default means that the place is not known.</summary>
internal readonly record struct HoconPosition(int Line, int Column)
{
    /// <summary>"line 3, column 7", or an empty text if the place is not known.</summary>
    public override string ToString() =>
        Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}");

    /// <summary>A message with the place after it, if known.</summary>
    public string Locate(string message) => Line == 0 ? message : $"{message} ({this})";
}
