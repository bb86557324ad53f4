using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Requests;

/// <summary>What a deletion asks for.</summary>
/// <param name="GraceSeconds">Grace period in seconds; null: the object's own.</param>
/// <param name="Uid">Only the object of this UID.</param>
/// <param name="Version">Only the object at this version.</param>
/// <param name="Propagation">What becomes of dependents: Background, Foreground or Orphan; null: Background.</param>
/// <param name="DryRun">Nothing is to be kept.</param>
internal sealed record DeleteRequest(long? GraceSeconds, string? Uid, string? Version, string? Propagation, bool DryRun)
{
    public static DeleteRequest Of(ApiRequest request)
    {
        RequestBody.CheckSize(request);
        var options = request.Body.IsEmpty ? [] : RequestBody.Parse(request.Body);
        var kind = options.Text("kind");
        if (kind is not (null or "DeleteOptions"))
        {
            throw ApiErrors.BadRequest($"the kind in the data ({kind}) does not match the expected kind (DeleteOptions)");
        }

        var propagation = options.Text("propagationPolicy") ?? request.Parameter("propagationPolicy");
        if (propagation is null && (options.Flag("orphanDependents") ?? OrphanParameter(request)) is { } orphan)
        {
            propagation = orphan ? "Orphan" : "Background";
        }

        if (propagation is not (null or "" or "Background" or "Foreground" or "Orphan"))
        {
            throw ApiErrors.BadRequest(
                $"propagationPolicy: Unsupported value: \"{propagation}\": supported values: \"Background\", \"Foreground\", \"Orphan\"");
        }

        var grace = options.Number("gracePeriodSeconds") ?? request.Number("gracePeriodSeconds");
        var preconditions = options.Object("preconditions");
        return new DeleteRequest(
            grace,
            preconditions?.Text("uid"),
            preconditions?.Text("resourceVersion"),
            string.IsNullOrEmpty(propagation) ? null : propagation,
            request.IsDryRun() || options.Texts("dryRun").Contains("All"));
    }

    private static bool? OrphanParameter(ApiRequest request) =>
        request.Parameter("orphanDependents") is null ? null : request.Flag("orphanDependents");
}
