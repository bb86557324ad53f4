namespace Agent.ApiServer.Http;

/// <summary>Reads what a client accepts. Only JSON is written; a client that would rather have protobuf gets JSON if it takes it.</summary>
internal static class AcceptHeader
{
    public static AnswerForm Choose(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept))
        {
            return AnswerForm.Objects;
        }

        foreach (var entry in accept.Split(','))
        {
            var parts = entry.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0 || parts[0] is not ("application/json" or "application/*" or "*/*"))
            {
                continue;
            }

            var form = Form(parts);
            if (form != AnswerForm.None)
            {
                return form;
            }
        }

        return AnswerForm.None;
    }

    private static AnswerForm Form(string[] parts)
    {
        var values = parts.Skip(1)
            .Select(p => p.Split('=', 2))
            .Where(p => p.Length == 2)
            .DistinctBy(p => p[0])
            .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        var shape = values.GetValueOrDefault("as");
        return (shape, values.GetValueOrDefault("g"), values.GetValueOrDefault("v")) switch
        {
            (null, _, _) => AnswerForm.Objects,
            ("Table", "meta.k8s.io", "v1") => AnswerForm.Table,
            ("PartialObjectMetadata" or "PartialObjectMetadataList", "meta.k8s.io", "v1") => AnswerForm.Metadata,
            _ => AnswerForm.None,
        };
    }
}
