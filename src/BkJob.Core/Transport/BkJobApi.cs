namespace BkJob;

/// <summary>The APIs that BkJob speaks.</summary>
public enum BkJobApi
{
    /// <summary>ESB v2: <c>/api/c/compapi/v2/job/</c>, of Job 2.x and Job 3.x.</summary>
    EsbV2 = 0,
}
