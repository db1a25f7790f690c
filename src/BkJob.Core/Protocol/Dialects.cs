namespace BkJob.Protocol;

/// <summary>The dialects, by name.</summary>
internal static class Dialects
{
    public static IDialect Of(BkJobApi api) => api switch
    {
        BkJobApi.EsbV2 => EsbV2Dialect,
        _ => throw new ArgumentOutOfRangeException(nameof(api), api, "No such API."),
    };

    private static readonly EsbV2 EsbV2Dialect = new();
}
