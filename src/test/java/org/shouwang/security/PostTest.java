package org.shouwang.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks how the groups of the engine name posts. */
class PostTest {

    @Test
    void theGroupOfADepartmentNamesItsCountyAndItself() {
        Post post = Post.ofGroup("dept411081yibao").orElseThrow();

        assertThat(post).isEqualTo(new Post(Role.DEPARTMENT, "411081", "yibao"));
        assertThat(post.group()).isEqualTo("dept411081yibao");
        assertThat(post.countyCode()).isEqualTo("411081");
        assertThat(post.above()).contains(new Post(Role.COUNTY, "411081"));
        assertThat(Post.levelOf(post.group())).isEqualTo("dept");
    }

    @Test
    void aDepartmentOfTheCityAnswersToTheCity() {
        Post post = Post.ofGroup("dept411000shuili").orElseThrow();

        assertThat(post.countyCode()).isNull();
        assertThat(post.above()).contains(Post.CITY);
    }

    @Test
    void aDepartmentSeesNothingOfItsRegionByItself() {
        CurrentUser user = new CurrentUser("dept411081yibao", "", List.of("dept", "dept411081yibao"));

        assertThat(user.covers("411081101201")).isFalse();
        assertThat(user.posts()).noneMatch(Post::seesItsRegion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"school411081", "medgroup411081", "bank411081"})
    void anInstitutionOfACountySeesOnlyWhatItIsGivenAndAnswersToTheCountysDepartment(String group) {
        Post post = Post.ofGroup(group).orElseThrow();

        assertThat(post.group()).isEqualTo(group);
        assertThat(post.role().isInstitution()).isTrue();
        assertThat(post.covers("411081101201")).isFalse();
        assertThat(post.seesItsRegion()).isFalse();
        assertThat(post.codePrefix()).isEmpty();
        assertThat(post.above()).contains(new Post(Role.COUNTY, "411081"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"school", "medgroup411081x", "dept", "dept411081", "county411081yibao", "village411081101201x", "411081", "camunda-admin1"})
    void otherGroupsBelongToNoPost(String group) {
        assertThat(Post.ofGroup(group)).isEmpty();
    }
}
