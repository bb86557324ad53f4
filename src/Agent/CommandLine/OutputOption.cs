using System.CommandLine;

namespace Agent.CommandLine;

/// <summary>The flag <c>-o</c> of commands that print something.</summary>
internal static class OutputOption
{
    /// <summary>The flag with the forms that it accepts; the first one is the default.</summary>
    public static Option<string> Create(params string[] forms)
    {
        var option = new Option<string>("--output", "-o")
        {
            Description = $"Form of the output: {string.Join(" or ", forms)}.",
            HelpName = "FORM",
            DefaultValueFactory = _ => forms[0],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !forms.Contains(result.Tokens[0].Value))
            {
                result.AddError($"--output: \"{result.Tokens[0].Value}\" is not allowed; expected {string.Join(" or ", forms)}");
            }
        });
        return option;
    }
}
