using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Kinds;
using Agent.ApiServer.Resources;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Requests;

/// <summary>What the parameter <c>fieldValidation</c> asks for.</summary>
internal static class FieldChecks
{
    /// <summary>Refuses values of the wrong sort always, and fields that nobody knows when asked to (<c>Strict</c>).</summary>
    /// <param name="definition">The resource.</param>
    /// <param name="value">The new object.</param>
    /// <param name="old">The object as it was, whose unknown fields may stay; null: there was none.</param>
    /// <param name="request">The request.</param>
    public static void Check(ResourceDefinition definition, JsonObject value, JsonObject? old, ApiRequest request)
    {
        var kind = definition.Resource.Kind;
        var prefix = $"{kind} in version \"{definition.Resource.Version}\" cannot be handled as a {kind}: ";
        if (FieldValidation.WrongSort(definition, value) is { } wrong)
        {
            throw ApiErrors.BadRequest(prefix + wrong);
        }

        switch (request.Parameter("fieldValidation"))
        {
            case null or "" or "Ignore" or "Warn":
                return;
            case "Strict":
                break;
            case var other:
                throw ApiErrors.BadRequest(
                    $"fieldValidation: Unsupported value: \"{other}\": supported values: \"Ignore\", \"Strict\", \"Warn\"");
        }

        var unknown = FieldValidation.Unknown(definition, value);
        var known = old is null ? [] : FieldValidation.Unknown(definition, old);
        var added = unknown.Except(known, StringComparer.Ordinal).Select(f => $"unknown field \"{f}\"").ToList();
        if (added.Count > 0)
        {
            throw ApiErrors.BadRequest(prefix + "strict decoding error: " + string.Join(", ", added));
        }
    }
}
